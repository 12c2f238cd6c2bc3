using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Dylora;

/// <summary>Low-rank updates whose first components are good on their own: one training gives modules of every rank.</summary>
/// <remarks>
/// Valipour et al., "DyLoRA: Parameter-Efficient Tuning of Pretrained Models using Dynamic Search-Free Low-Rank Adaptation", EACL 2023, Sec. 4: every step
/// draws b from 1 to Rank and uses the first b rows of A and columns of B, scaled by <c>Alpha / b</c>. B starts at zero, so fresh modules leave the model
/// unchanged. The paper uses one rank in all modules; <see cref="DyloraRanks.Shared"/> is ours.
/// </remarks>
public sealed record DyloraConfig : RankedConfig
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "dylora";

    /// <inheritdoc/>
    public override string Method => MethodName;

    /// <summary>The rank that is measured and exported: at most <see cref="LowRankConfig.Rank"/>; 0, the default, for <see cref="LowRankConfig.Rank"/>.</summary>
    public int UsedRank { get; init; }

    /// <summary>The largest rank, which is trained with all smaller ones.</summary>
    public override int Size => Rank;

    /// <summary>Whether all modules use that rank, the default, or share it out among them.</summary>
    public DyloraRanks Ranks { get; init; } = DyloraRanks.Uniform;

    /// <summary>The rank that is measured and exported, in every module or in the mean.</summary>
    internal int EffectiveRank => UsedRank == 0 ? Rank : UsedRank;

    /// <inheritdoc/>
    public override MethodConfig Canonical() => UsedRank == Rank || (UsedRank == 0 && Ranks == DyloraRanks.Shared)
        ? this with { UsedRank = 0, Ranks = DyloraRanks.Uniform } // there is nothing to share out
        : this;

    /// <inheritdoc/>
    public override MethodConfig Folded() => Ranks == DyloraRanks.Uniform
        ? new LoraConfig { Rank = EffectiveRank, Alpha = Alpha, Targets = Targets }
        : base.Folded();

    /// <inheritdoc/>
    protected internal override IEnumerable<string> Contradictions() => UsedRank > Rank
        ? [$"used_rank is {UsedRank}; it must be at most rank, which is {Rank}, or 0 for rank."]
        : [];
}
