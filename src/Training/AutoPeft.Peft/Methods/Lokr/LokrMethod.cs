using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Lokr;

/// <summary>Kronecker products, described in <see cref="LokrConfig"/>.</summary>
internal sealed class LokrMethod : TargetedMethod<LokrConfig>
{
    private const string Rank = "rank";
    private const string Alpha = "alpha";
    private const string DecomposeFactor = "decompose_factor";

    public override string Name => LokrConfig.MethodName;

    public override string Title => "LoKr";

    public override string Paper =>
        "Edalati et al., KronA, 2022; Yeh et al., From LyCORIS Fine-Tuning to Model Evaluation, ICLR 2024";

    public override string Formula => "W x + b + (alpha / rank) (C kron D) x, with D = D1 D2 where that is smaller";

    public override string ParameterFormula => "a c + r (b + d) for each target, with out = a b and in = c d; a c + b d where D is a full matrix";

    public override HuggingFaceMapping HuggingFace { get; } = new LokrHuggingFace();

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The rank of the larger Kronecker factor."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / rank."),
        CommonFields.Targets(Targets, ["query", "value"]),
        new()
        {
            Name = DecomposeFactor,
            Kind = MethodFieldKind.WholeNumber,
            Summary = "What the smaller factor of each side should be near to; -1 for the square root.",
            Range = new(LokrConfig.NearSquareRoot),
            Default = LokrConfig.NearSquareRoot,
        },
    ];

    /// <summary>C [a, c]; then D [b, d], or D₁ [b, r] and D₂ [r, d] when the rank is less than half of D's longer side.</summary>
    public override TensorPart[] Parts(LokrConfig config, ModuleShape module)
    {
        var target = TargetNames.Of(module, Name);
        var (a, b, c, d) = KroneckerShape.Of(module, config.DecomposeFactor);
        var small = new TensorPart(target + ".c", new(a, c));

        return 2 * config.Rank < Math.Max(b, d)
            ? [small, new(target + ".d1", new(b, config.Rank)), new(target + ".d2", new(config.Rank, d))]
            : [small, new(target + ".d", new(b, d))];
    }

    protected override MethodConfig Create(MethodSettings settings) => new LokrConfig
    {
        Rank = settings.WholeNumber(Rank),
        Alpha = settings.Number(Alpha),
        Targets = CommonFields.ReadTargets(settings, Targets),
        DecomposeFactor = settings.WholeNumber(DecomposeFactor),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(LokrConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Targets, CommonFields.OfTargets(config.Targets)),
        new(DecomposeFactor, config.DecomposeFactor),
    ];

    protected override TargetExtension Extend(LokrConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var key = context.KeyOf(module.Layer, Name).For((int)module.Kind);
        NamedTensor Random(TensorPart part) => context.Parameter(
            part, WeightInitialization.KaimingUniform(part.Shape.Count, part.Shape.Last, key.For(part.Name)));

        return new LokrExtension([context.Zeros(parts[0]), .. parts.Skip(1).Select(Random)], config.Scale);
    }

    /// <summary>Parameters: <c>a c + b d</c>, or <c>a c + r (b + d)</c> with D of low rank.</summary>
    protected override MethodCost CostOf(LokrConfig config, ModuleShape module, long tokens)
    {
        var parameters = Parts(config, module).Sum(part => (long)part.Shape.Count);
        var (a, b, c, d) = KroneckerShape.Of(module, config.DecomposeFactor);

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = parameters,
            ForwardFlops = 2.0 * tokens * b * c * (d + a),
            InferenceFlops = 0, // merged
            Activations = (double)tokens * ((2.0 * b * c) + (3.0 * a * b)), // D on each part, turned; C, turned back, added
        };
    }
}
