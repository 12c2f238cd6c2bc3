using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;

namespace AutoPeft.Peft.Methods.Increlora;

/// <summary>IncreLoRA, described in <see cref="IncreloraConfig"/>.</summary>
internal sealed class IncreloraMethod : TripletMethod<IncreloraConfig>
{
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
        Orthogonality,
    ];

    protected override IRankAllocator<DiagonalExtension> Allocator(IncreloraConfig config) => new IncreloraAllocator(config);
}
