using System.Globalization;

namespace AutoPeft.Peft.Methods.Loha;

/// <summary>Low-rank Hadamard product: <c>W + Scale · (B₁ A₁) ⊙ (B₂ A₂)</c>, with <c>W</c> frozen.</summary>
/// <remarks>
/// Hyeon-Woo et al., "FedPara: Low-Rank Hadamard Product for Communication-Efficient Federated Learning", ICLR 2022, Prop. 1. The
/// update has a rank of up to Rank². A₂ starts at zero, so fresh modules leave the model unchanged; the rest starts
/// Kaiming-uniform.
/// </remarks>
public sealed record LohaConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "loha";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rank of each factor. At least 1; default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of <see cref="Scale"/>. Positive; default 16.</summary>
    public double Alpha { get; init; } = 16;

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

        foreach (var fault in base.Faults())
        {
            yield return fault;
        }
    }
}
