using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Methods.Loha;

/// <summary>Low-rank Hadamard products, described in <see cref="LohaConfig"/>.</summary>
internal sealed class LohaMethod : TargetedMethod<LohaConfig>
{
    private const string Rank = "rank";
    private const string Alpha = "alpha";

    public override string Name => LohaConfig.MethodName;

    public override string Title => "LoHa";

    public override string Paper =>
        "Hyeon-Woo et al., FedPara: Low-Rank Hadamard Product for Communication-Efficient Federated Learning, ICLR 2022";

    public override string Formula => "W x + b + (alpha / rank) ((B1 A1) * (B2 A2)) x";

    public override string ParameterFormula => "2 r (in + out) for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new LohaHuggingFace();

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The rank of each of the two factors."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / rank."),
        CommonFields.Targets(Targets, ["query", "value"]),
    ];

    /// <summary>B₁ [out, r], A₁ [r, in], B₂ [out, r], A₂ [r, in].</summary>
    public override TensorPart[] Parts(LohaConfig config, ModuleShape module)
    {
        var target = TargetNames.Of(module, Name);

        return
        [
            new(target + ".b1", new(module.OutputSize, config.Rank)),
            new(target + ".a1", new(config.Rank, module.InputSize)),
            new(target + ".b2", new(module.OutputSize, config.Rank)),
            new(target + ".a2", new(config.Rank, module.InputSize)),
        ];
    }

    protected override MethodConfig Create(MethodSettings settings) => new LohaConfig
    {
        Rank = settings.WholeNumber(Rank),
        Alpha = settings.Number(Alpha),
        Targets = CommonFields.ReadTargets(settings, Targets),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(LohaConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Targets, CommonFields.OfTargets(config.Targets)),
    ];

    protected override TargetExtension Extend(LohaConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var key = context.KeyOf(module.Layer, Name).For((int)module.Kind);

        return new LohaExtension(
            [Random(parts[0], key, context), Random(parts[1], key, context), Random(parts[2], key, context), context.Zeros(parts[3])],
            config.Scale);
    }

    /// <summary>Parameters: <c>2 r · (in + out)</c>.</summary>
    protected override MethodCost CostOf(LohaConfig config, ModuleShape module, long tokens)
    {
        var (input, output) = ((long)module.InputSize, (long)module.OutputSize);
        var parameters = 2L * config.Rank * (input + output);

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = parameters,
            // The update itself once a batch, then a full product.
            ForwardFlops = (2.0 * input * output * ((2 * config.Rank) + 1)) + (2.0 * tokens * input * output),
            InferenceFlops = 0, // merged
            Activations = (4.0 * input * output) + (2.0 * tokens * output),
        };
    }

    private static NamedTensor Random(TensorPart part, RandomKey key, ModuleContext context) =>
        context.Parameter(part, WeightInitialization.KaimingUniform(part.Shape.Count, part.Shape.Last, key.For(part.Name)));
}
