using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Increlora;

/// <summary>IncreLoRA, described in <see cref="IncreloraConfig"/>.</summary>
internal sealed class IncreloraMethod : RankedMethod<IncreloraConfig>
{
    private const string GrowthFraction = "growth_fraction";
    private const string Orthogonality = "orthogonality";
    private const double Deviation = 0.02;

    public override string Name => IncreloraConfig.MethodName;

    public override string Title => "IncreLoRA";

    public override string Paper =>
        "Zhang et al., IncreLoRA: Incremental Parameter Allocation Method for Parameter-Efficient Fine-tuning, 2023";

    public override string Formula => "W x + b + (alpha / R) P diag(e) Q x, from one component a module to rank in the mean, at most R = 4 rank";

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The mean rank in the end; every module starts with 1 and gets at most four times as much."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / R."),
        CommonFields.Targets(Targets, ["query", "value"]),
        new()
        {
            Name = GrowthFraction,
            Kind = MethodFieldKind.Number,
            Summary = "The share of the steps after which no rank is added.",
            Range = new(0, 1, MinimumExcluded: true),
            Default = 0.7,
        },
        CommonFields.NotNegative(Orthogonality, 0.1, "The weight of the penalty that keeps components orthogonal."),
    ];

    protected override IRankAllocator Allocator(IncreloraConfig config) => new IncreloraAllocator(config);

    protected override float[] First(TensorPart part, RandomKey key) =>
        part.Shape.Rank == 1 ? new float[part.Shape.Count] : WeightInitialization.Normal(part.Shape.Count, Deviation, key);

    protected override MethodConfig Create(MethodSettings settings) => new IncreloraConfig
    {
        Rank = settings.WholeNumber(Rank),
        Alpha = settings.Number(Alpha),
        Targets = CommonFields.ReadTargets(settings, Targets),
        GrowthFraction = settings.Number(GrowthFraction),
        Orthogonality = settings.Number(Orthogonality),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(IncreloraConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Targets, CommonFields.OfTargets(config.Targets)),
        new(GrowthFraction, config.GrowthFraction),
        new(Orthogonality, config.Orthogonality),
    ];
}
