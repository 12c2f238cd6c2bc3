using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>Low-rank updates whose first components are good on their own: one training gives modules of every rank.</summary>
/// <remarks>
/// Valipour et al., "DyLoRA: Parameter-Efficient Tuning of Pretrained Models using Dynamic Search-Free Low-Rank Adaptation", EACL 2023, Sec. 4: every step
/// draws b from 1 to Rank and uses the first b rows of A and columns of B, scaled by <c>Alpha / b</c>. B starts at zero, so fresh modules leave the model
/// unchanged.
/// </remarks>
public sealed record DyloraConfig : LowRankConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "dylora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rank that is measured and exported: at most <see cref="LowRankConfig.Rank"/>; 0, the default, for <see cref="LowRankConfig.Rank"/>.</summary>
    public int UsedRank { get; init; }

    /// <summary>The rank that is measured and exported.</summary>
    internal int EffectiveRank => UsedRank == 0 ? Rank : UsedRank;

    /// <inheritdoc/>
    public override MethodConfig Canonical() => UsedRank == Rank ? this with { UsedRank = 0 } : this;

    /// <inheritdoc/>
    public override MethodConfig Folded() => new LoraConfig { Rank = EffectiveRank, Alpha = Alpha, Targets = Targets };

    /// <inheritdoc/>
    public override MethodConfig AtInference() => Folded().AtInference();

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Contradictions() => UsedRank > Rank
        ? [$"used_rank is {UsedRank}; it must be at most rank, which is {Rank}, or 0 for rank."]
        : [];
}
