namespace AutoPeft.Peft.Methods.Dora;

/// <summary>Weight-decomposed low-rank adaptation: <c>m · V / ‖V‖</c> with <c>V = W + Scale · B · A</c>, norms by output.</summary>
/// <remarks>
/// Liu et al., "DoRA: Weight-Decomposed Low-Rank Adaptation", ICML 2024, Eq. 5. The magnitude m, [out], starts as the norms of
/// W's rows and B at zero, so fresh modules leave the model unchanged. As in Sec. 4.3, the norm gets no gradient.
/// </remarks>
public sealed record DoraConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "dora";

    /// <inheritdoc/>
    public override string Method => MethodName;
}
