using System.Collections.Immutable;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Sora;

/// <summary>SoRA, described in <see cref="SoraConfig"/>.</summary>
internal sealed class SoraMethod : RankedMethod<SoraConfig>
{
    private const string Sparsity = "sparsity";

    public override string Name => SoraConfig.MethodName;

    public override string Title => "SoRA";

    public override string Paper => "Ding et al., Sparse Low-rank Adaptation of Pre-trained Language Models, EMNLP 2023";

    public override string Formula => "W x + b + (alpha / rank) B (g * (A x)), with gates g soft-thresholded after every step";

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The rank in the beginning, of which gates at zero are taken away."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / rank."),
        CommonFields.Targets(Targets, ["query", "value"]),
        CommonFields.PositiveNumber(Sparsity, 0.1, "The weight of the L1 penalty on the gates."),
    ];

    protected override IRankAllocator Allocator(SoraConfig config) => new SoraAllocator(config);

    protected override float[] First(TensorPart part, RandomKey key) => part.Name[^1] switch
    {
        'a' => WeightInitialization.KaimingUniform(part.Shape.Count, part.Shape.Last, key),
        'e' => [.. Enumerable.Repeat(1f, part.Shape.Count)],
        _ => new float[part.Shape.Count],
    };

    protected override MethodConfig Create(MethodSettings settings) => new SoraConfig
    {
        Rank = settings.WholeNumber(Rank),
        Alpha = settings.Number(Alpha),
        Targets = CommonFields.ReadTargets(settings, Targets),
        Sparsity = settings.Number(Sparsity),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(SoraConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Targets, CommonFields.OfTargets(config.Targets)),
        new(Sparsity, config.Sparsity),
    ];
}
