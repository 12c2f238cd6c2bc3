namespace AutoPeft.Peft.Methods.Svfit;

/// <summary>Trains the largest singular values of a weight and nothing else: <c>W + U · diag(δ) · Vᵀ</c>.</summary>
/// <remarks>
/// Sun et al., "SVFit: Parameter-Efficient Fine-Tuning of Large Pre-Trained Models Using Singular Values", 2024, Sec. 3: of <c>W = U S Vᵀ</c> the largest
/// Rank values are trained and the vectors and the rest are frozen. δ is the change of these values; it starts at zero, so fresh modules leave the model
/// unchanged.
/// </remarks>
public sealed record SvfitConfig : CoreConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "svfit";

    /// <summary>The 64 largest values.</summary>
    public SvfitConfig() => Rank = 64;

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>1: what is trained is the change of a singular value itself.</summary>
    public override double Scale => 1;
}
