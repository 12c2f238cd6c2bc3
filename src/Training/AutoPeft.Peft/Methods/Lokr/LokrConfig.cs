namespace AutoPeft.Peft.Methods.Lokr;

/// <summary>Kronecker product: <c>W + Scale · (C ⊗ D)</c> with a small C, [a, c], and a D, [b, d], of low rank where that is smaller.</summary>
/// <remarks>
/// Edalati et al., "KronA: Parameter Efficient Tuning with Kronecker Adapter", 2022, Eq. 3; factored as in Yeh et al., "Navigating
/// Text-To-Image Customization: From LyCORIS Fine-Tuning to Model Evaluation", ICLR 2024, Sec. 4.2 (LoKr). C starts at zero, so
/// fresh modules leave the model unchanged.
/// </remarks>
public sealed record LokrConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "lokr";

    /// <summary>What <see cref="DecomposeFactor"/> is when factors are to be near the square root.</summary>
    public const int NearSquareRoot = -1;

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>
    /// What the smaller factor of each side should be near to: at least 1, or −1, the default, for near the square root.
    /// </summary>
    public int DecomposeFactor { get; init; } = NearSquareRoot;
}
