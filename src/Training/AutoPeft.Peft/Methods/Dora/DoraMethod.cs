using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Dora;

/// <summary>Weight-decomposed low-rank adaptation, described in <see cref="DoraConfig"/>.</summary>
internal sealed class DoraMethod : TargetedMethod<DoraConfig>
{
    private const string Rank = "rank";
    private const string Alpha = "alpha";

    public override string Name => DoraConfig.MethodName;

    public override string Title => "DoRA";

    public override string Paper => "Liu et al., DoRA: Weight-Decomposed Low-Rank Adaptation, ICML 2024";

    public override string Formula => "m / |V| * V x + b with V = W + (alpha / rank) B A, norms of rows";

    public override string ParameterFormula => "r (in + out) + out for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new DoraHuggingFace();

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The rank of the update."),
        CommonFields.PositiveNumber(Alpha, 16, "The numerator of the scale alpha / rank."),
        CommonFields.Targets(Targets, ["query", "value"]),
    ];

    /// <summary>A, [r, in], B, [out, r], and the magnitude, [out].</summary>
    public override TensorPart[] Parts(DoraConfig config, ModuleShape module)
    {
        var target = TargetNames.Of(module, Name);

        return
        [
            new(target + ".a", new(config.Rank, module.InputSize)),
            new(target + ".b", new(module.OutputSize, config.Rank)),
            new(target + ".magnitude", new(module.OutputSize)),
        ];
    }

    protected override MethodConfig Create(MethodSettings settings) => new DoraConfig
    {
        Rank = settings.WholeNumber(Rank),
        Alpha = settings.Number(Alpha),
        Targets = CommonFields.ReadTargets(settings, Targets),
    };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(DoraConfig config) =>
    [
        new(Rank, config.Rank),
        new(Alpha, config.Alpha),
        new(Targets, CommonFields.OfTargets(config.Targets)),
    ];

    protected override TargetExtension Extend(DoraConfig config, ModuleShape module, ModuleContext context) =>
        DoraExtension.Create(config, Parts(config, module), module, context);

    /// <summary>Parameters: <c>r · (in + out) + out</c>.</summary>
    protected override MethodCost CostOf(DoraConfig config, ModuleShape module, long tokens)
    {
        var (input, output) = ((long)module.InputSize, (long)module.OutputSize);
        var parameters = (config.Rank * (input + output)) + output;

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = parameters,
            // The update for each token, and once a batch V = W + s B A with the norms of its rows.
            ForwardFlops = (2.0 * tokens * config.Rank * (input + output)) + (2.0 * input * output * (config.Rank + 2)),
            InferenceFlops = 0, // merged
            // A x, scaled; B A x, added, bias out, magnitude on, bias in; B A, V and its squares.
            Activations = ((double)tokens * ((2 * config.Rank) + (5 * output))) + (4.0 * input * output),
        };
    }
}
