using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Increlora;

/// <summary>IncreLoRA, described in <see cref="IncreloraConfig"/>.</summary>
internal sealed class IncreloraMethod : RankedMethod<IncreloraConfig>
{
    private const double Deviation = 0.02;

    public override string Name => IncreloraConfig.MethodName;

    public override string Title => "IncreLoRA";

    public override string Paper =>
        "Zhang et al., IncreLoRA: Incremental Parameter Allocation Method for Parameter-Efficient Fine-tuning, 2023";

    public override string Formula => "W x + b + (alpha / R) P diag(e) Q x, from one component a module to rank in the mean, at most R = 4 rank";

    protected override ImmutableArray<ConfigField<IncreloraConfig>> Settings { get; } =
    [
        Rank("The mean rank in the end; every module starts with 1 and gets at most four times as much."),
        Alpha("R"),
        Setting.Targets<IncreloraConfig>(),
        Setting.Number(
            "growth_fraction",
            "The share of the steps after which no rank is added.",
            (IncreloraConfig config) => config.GrowthFraction,
            (config, share) => config with { GrowthFraction = share })
            .In(new(0, 1, MinimumExcluded: true)),
        Setting.NotNegative(
            "orthogonality",
            "The weight of the penalty that keeps components orthogonal.",
            (IncreloraConfig config) => config.Orthogonality,
            (config, weight) => config with { Orthogonality = weight }),
    ];

    protected override IRankAllocator Allocator(IncreloraConfig config) => new IncreloraAllocator(config);

    protected override float[] First(TensorPart part, RandomKey key) =>
        part.Shape.Rank == 1 ? new float[part.Shape.Count] : WeightInitialization.Normal(part.Shape.Count, Deviation, key);
}
