using System.Globalization;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>Low-rank updates whose first components are good on their own: one training gives modules of every rank.</summary>
/// <remarks>
/// Valipour et al., "DyLoRA: Parameter-Efficient Tuning of Pretrained Models using Dynamic Search-Free Low-Rank Adaptation", EACL 2023, Sec. 4: every step
/// draws b from 1 to Rank and uses the first b rows of A and columns of B, scaled by <c>Alpha / b</c>. B starts at zero, so fresh modules leave the model
/// unchanged.
/// </remarks>
public sealed record DyloraConfig : TargetedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "dylora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The largest rank. At least 1; default 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>The numerator of the scale <c>Alpha / b</c>. Positive; default 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>The rank that is measured and exported: at most <see cref="Rank"/>; 0, the default, for <see cref="Rank"/>.</summary>
    public int UsedRank { get; init; }

    /// <summary>The rank that is measured and exported.</summary>
    internal int EffectiveRank => UsedRank == 0 ? Rank : UsedRank;

    /// <inheritdoc/>
    public override IEnumerable<string> Faults()
    {
        if (Rank < 1)
        {
            yield return $"rank is {Rank}; it must be at least 1.";
        }
        else if (UsedRank < 0 || UsedRank > Rank)
        {
            yield return $"used_rank is {UsedRank}; it must be at most rank, which is {Rank}, or 0 for rank.";
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

    /// <inheritdoc/>
    public override MethodConfig Canonical() => UsedRank == Rank ? this with { UsedRank = 0 } : this;

    /// <inheritdoc/>
    public override MethodConfig Folded() => new LoraConfig { Rank = EffectiveRank, Alpha = Alpha, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();
}
