using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;

namespace AutoPeft.Peft.Methods.Adalora;

/// <summary>AdaLoRA, described in <see cref="AdaloraConfig"/>.</summary>
internal sealed class AdaloraMethod : TripletMethod<AdaloraConfig>
{
    public override string Name => AdaloraConfig.MethodName;

    public override string Title => "AdaLoRA";

    public override string Paper => "Zhang et al., AdaLoRA: Adaptive Budget Allocation for Parameter-Efficient Fine-Tuning, ICLR 2023";

    public override string Formula => "W x + b + (alpha / R) P diag(e) Q x, with R components in the beginning of which rank remain in the mean";

    protected override ImmutableArray<ConfigField<AdaloraConfig>> Settings { get; } =
    [
        Rank("The mean rank in the end."),
        Alpha("R"),
        Setting.Targets<AdaloraConfig>(),
        Setting.Whole(
            "initial_rank",
            "The rank of every module in the beginning; 0 for one and a half times rank.",
            (AdaloraConfig config) => config.InitialRank,
            (config, rank) => config with { InitialRank = rank })
            .In(new(0)),
        Setting.Share(
            "warmup_fraction",
            "The share of the steps before any rank is taken away.",
            (AdaloraConfig config) => config.WarmupFraction,
            (config, share) => config with { WarmupFraction = share }),
        Setting.Share(
            "final_fraction",
            "The share of the steps at the end in which the ranks stay.",
            (AdaloraConfig config) => config.FinalFraction,
            (config, share) => config with { FinalFraction = share }),
        Setting.Count(
            "interval",
            "The steps between two decisions.",
            (AdaloraConfig config) => config.Interval,
            (config, steps) => config with { Interval = steps }),
        Orthogonality,
    ];

    protected override IRankAllocator<DiagonalExtension> Allocator(AdaloraConfig config) => new AdaloraAllocator(config);
}
