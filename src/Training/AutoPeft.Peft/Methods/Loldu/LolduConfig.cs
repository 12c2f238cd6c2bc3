namespace AutoPeft.Peft.Methods.Loldu;

/// <summary>Trains a diagonal between the triangular factors of a weight: <c>W + Scale · P L · diag(δ) · U</c>.</summary>
/// <remarks>
/// Shi et al., "LoLDU: Low-Rank Adaptation via Lower-Diag-Upper Decomposition for Parameter-Efficient Fine-Tuning", 2024, Sec. 3: of <c>W = P L D U</c>, with
/// unit triangular L and U, the first Rank columns of L and rows of U are kept, and their diagonal is trained. δ is its change; it starts at zero, so
/// fresh modules leave the model unchanged.
/// </remarks>
public sealed record LolduConfig : CoreConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "loldu";

    /// <summary>The first 64 elements of the diagonal, with a scale of 1.</summary>
    public LolduConfig() => (Rank, Alpha) = (64, 64);

    /// <inheritdoc/>
    public override string Method => MethodName;
}
