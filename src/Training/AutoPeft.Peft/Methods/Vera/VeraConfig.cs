namespace AutoPeft.Peft.Methods.Vera;

/// <summary>Vector-based random matrix adaptation: <c>W + Λb · B · Λd · A</c> with random A and B that all modules share.</summary>
/// <remarks>
/// Kopiczko et al., "VeRA: Vector-based Random Matrix Adaptation", ICLR 2024, Eq. 2. A, [Rank, in], and B, [out, Rank], are frozen
/// and as large as the largest module needs; smaller ones use their first columns and rows. Only the diagonals Λd and Λb are
/// trained. Λb starts at zero, so fresh modules leave the model unchanged.
/// </remarks>
public sealed record VeraConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "vera";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rank of the shared matrices. At least 1; default 64.</summary>
    public int Rank { get; init; } = 64;

    /// <summary>What every element of Λd starts from. Positive; default 0.1.</summary>
    public double InitialScale { get; init; } = 0.1;
}
