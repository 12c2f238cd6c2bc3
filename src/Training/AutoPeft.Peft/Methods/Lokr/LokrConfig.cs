using System.Globalization;

namespace AutoPeft.Peft.Methods.Lokr;

/// <summary>Kronecker product: <c>W + Scale · (C ⊗ D)</c> with a small C, [a, c], and a D, [b, d], of low rank where that is smaller.</summary>
/// <remarks>
/// Edalati et al., "KronA: Parameter Efficient Tuning with Kronecker Adapter", 2022, Eq. 3; factored as in Yeh et al., "Navigating
/// Text-To-Image Customization: From LyCORIS Fine-Tuning to Model Evaluation", ICLR 2024, Sec. 4.2 (LoKr). C starts at zero, so
/// fresh modules leave the model unchanged.
/// </remarks>
public sealed record LokrConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "lokr";

    /// <summary>What <see cref="DecomposeFactor"/> is when factors are to be near the square root.</summary>
    public const int NearSquareRoot = -1;

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rank of D. At least 1; default 8. From half of D's longer side on, D is a full matrix.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of <see cref="Scale"/>. Positive; default 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>
    /// What the smaller factor of each side should be near to: at least 1, or −1, the default, for near the square root.
    /// </summary>
    public int DecomposeFactor { get; init; } = NearSquareRoot;

    /// <summary>The factor on the update: <c>Alpha / Rank</c>.</summary>
    public double Scale => Alpha / Rank;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults()
    {
        if (Rank < 1)
        {
            yield return $"rank is {Rank}; it must be at least 1.";
        }

        if (!(Alpha > 0 && double.IsFinite(Alpha)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"alpha is {Alpha}; it must be positive.");
        }

        if (DecomposeFactor is < 1 and not NearSquareRoot)
        {
            yield return $"decompose_factor is {DecomposeFactor}; it must be at least 1, or -1 for near the square root.";
        }

        foreach (var fault in base.Faults())
        {
            yield return fault;
        }
    }
}
