using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Numerics;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.LoraXs;

/// <summary>LoRA-XS, described in <see cref="LoraXsConfig"/>.</summary>
internal sealed class LoraXsMethod : TargetedMethod<LoraXsConfig>
{
    private const string Rank = "rank";
    private const string Alpha = "alpha";

    public override string Name => LoraXsConfig.MethodName;

    public override string Title => "LoRA-XS";

    public override string Paper => "Balazy et al., LoRA-XS: Low-Rank Adaptation with Extremely Small Number of Parameters, 2024";

    public override string Formula => "W x + b + (alpha / rank) U S R V^T x, with W = U S V^T truncated and frozen";

    public override string ParameterFormula => "r^2 for each target; exported: r (in + out)";

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The side of the trained matrix."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / rank."),
        CommonFields.Targets(Targets, ["query", "value"]),
    ];

    /// <summary>R, [r, r].</summary>
    public override TensorPart[] Parts(LoraXsConfig config, ModuleShape module) =>
        [new(TargetNames.Of(module, Name) + ".core", new(config.Rank, config.Rank))];

    protected override MethodConfig Create(MethodSettings settings) => new LoraXsConfig
    {
        Rank = settings.WholeNumber(Rank),
        Alpha = settings.Number(Alpha),
        Targets = CommonFields.ReadTargets(settings, Targets),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(LoraXsConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Targets, CommonFields.OfTargets(config.Targets)),
    ];

    protected override TargetExtension Extend(LoraXsConfig config, ModuleShape module, ModuleContext context)
    {
        var weight = DenseMatrix.Of(context.Weight(module.Path + ".weight")!.ToArray(), module.OutputSize, module.InputSize);
        var svd = TruncatedSvd.Of(weight, config.Rank, context.KeyOf(module.Layer, Name).For((int)module.Kind));
        for (var i = 0; i < config.Rank; i++)
        {
            foreach (ref var value in svd.Left.Row(i))
            {
                value *= svd.Values[i];
            }
        }

        var engine = context.Model.Engine;
        var a = engine.Constant(svd.Right.ToFloats(), new(config.Rank, module.InputSize));
        var b = engine.Constant(svd.Left.Transposed().ToFloats(), new(module.OutputSize, config.Rank));

        return new LoraXsExtension(context.Zeros(Parts(config, module)[0]), (a, b), module, config.Scale);
    }

    /// <summary>Parameters: <c>r²</c>; saved: those of a plain low-rank module, <c>r · (in + out)</c>.</summary>
    protected override MethodCost CostOf(LoraXsConfig config, ModuleShape module, long tokens)
    {
        var (rank, sides) = ((long)config.Rank, (long)module.InputSize + module.OutputSize);

        return new()
        {
            Trainable = rank * rank,
            Counted = rank * rank,
            Saved = rank * sides,
            ForwardFlops = 2.0 * tokens * rank * (sides + rank),
            InferenceFlops = 0, // merged
            Activations = (double)tokens * ((3 * rank) + (2 * module.OutputSize)),
        };
    }
}
