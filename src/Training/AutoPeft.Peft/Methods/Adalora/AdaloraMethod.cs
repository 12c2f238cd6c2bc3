using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Adalora;

/// <summary>AdaLoRA, described in <see cref="AdaloraConfig"/>.</summary>
internal sealed class AdaloraMethod : RankedMethod<AdaloraConfig>
{
    // PEFT's and the paper's code start P and Q from this deviation.
    private const double Deviation = 0.02;

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
        Setting.NotNegative(
            "orthogonality",
            "The weight of the penalty that keeps components orthogonal.",
            (AdaloraConfig config) => config.Orthogonality,
            (config, weight) => config with { Orthogonality = weight }),
    ];

    protected override IRankAllocator Allocator(AdaloraConfig config) => new AdaloraAllocator(config);

    protected override float[] First(TensorPart part, RandomKey key) =>
        part.Shape.Rank == 1 ? new float[part.Shape.Count] : WeightInitialization.Normal(part.Shape.Count, Deviation, key);
}
