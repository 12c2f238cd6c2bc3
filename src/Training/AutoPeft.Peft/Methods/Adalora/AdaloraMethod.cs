using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Adalora;

/// <summary>AdaLoRA, described in <see cref="AdaloraConfig"/>.</summary>
internal sealed class AdaloraMethod : RankedMethod<AdaloraConfig>
{
    private const string InitialRank = "initial_rank";
    private const string WarmupFraction = "warmup_fraction";
    private const string FinalFraction = "final_fraction";
    private const string Interval = "interval";
    private const string Orthogonality = "orthogonality";

    // PEFT's and the paper's code start P and Q from this deviation.
    private const double Deviation = 0.02;

    public override string Name => AdaloraConfig.MethodName;

    public override string Title => "AdaLoRA";

    public override string Paper => "Zhang et al., AdaLoRA: Adaptive Budget Allocation for Parameter-Efficient Fine-Tuning, ICLR 2023";

    public override string Formula => "W x + b + (alpha / R) P diag(e) Q x, with R components in the beginning of which rank remain in the mean";

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The mean rank in the end."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / R."),
        CommonFields.Targets(Targets, ["query", "value"]),
        new()
        {
            Name = InitialRank,
            Kind = MethodFieldKind.WholeNumber,
            Summary = "The rank of every module in the beginning; 0 for one and a half times rank.",
            Range = new(0),
            Default = 0,
        },
        CommonFields.Share(WarmupFraction, 0.1, "The share of the steps before any rank is taken away."),
        CommonFields.Share(FinalFraction, 0.3, "The share of the steps at the end in which the ranks stay."),
        CommonFields.PositiveWholeNumber(Interval, 10, "The steps between two decisions."),
        CommonFields.NotNegative(Orthogonality, 0.1, "The weight of the penalty that keeps components orthogonal."),
    ];

    protected override IRankAllocator Allocator(AdaloraConfig config) => new AdaloraAllocator(config);

    protected override float[] First(TensorPart part, RandomKey key) =>
        part.Shape.Rank == 1 ? new float[part.Shape.Count] : WeightInitialization.Normal(part.Shape.Count, Deviation, key);

    protected override MethodConfig Create(MethodSettings settings) => new AdaloraConfig
    {
        Rank = settings.WholeNumber(Rank),
        Alpha = settings.Number(Alpha),
        Targets = CommonFields.ReadTargets(settings, Targets),
        InitialRank = settings.WholeNumber(InitialRank),
        WarmupFraction = settings.Number(WarmupFraction),
        FinalFraction = settings.Number(FinalFraction),
        Interval = settings.WholeNumber(Interval),
        Orthogonality = settings.Number(Orthogonality),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(AdaloraConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Targets, CommonFields.OfTargets(config.Targets)),
        new(InitialRank, config.InitialRank),
        new(WarmupFraction, config.WarmupFraction),
        new(FinalFraction, config.FinalFraction),
        new(Interval, config.Interval),
        new(Orthogonality, config.Orthogonality),
    ];
}
