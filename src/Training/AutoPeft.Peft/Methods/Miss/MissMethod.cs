using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Miss;

/// <summary>Matrix shard sharing, described in <see cref="MissConfig"/>.</summary>
internal sealed class MissMethod : TargetedMethod<MissConfig>
{
    private const string Rank = "rank";

    public override string Name => MissConfig.MethodName;

    public override string Title => "MiSS";

    public override string Paper => "Kang and Yin, MiSS: Balancing LoRA Performance and Efficiency with Simple Shard Sharing, 2024";

    public override string Formula => "W x + b + D^T s, with s_j the sum of x_i over i mod rank = j";

    public override string ParameterFormula => "r out for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new MissHuggingFace();

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
    [
        CommonFields.Size(Rank, "The rows of the shared block."),
        CommonFields.Targets(Targets, ["query", "value"]),
    ];

    /// <summary>The block, [r, out].</summary>
    public override TensorPart[] Parts(MissConfig config, ModuleShape module) =>
        [new(TargetNames.Of(module, Name) + ".block", new(config.Rank, module.OutputSize))];

    protected override MethodConfig Create(MethodSettings settings) =>
        new MissConfig { Rank = settings.WholeNumber(Rank), Targets = CommonFields.ReadTargets(settings, Targets) };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(MissConfig config) =>
        [new(Rank, config.Rank), new(Targets, CommonFields.OfTargets(config.Targets))];

    protected override TargetExtension Extend(MissConfig config, ModuleShape module, ModuleContext context) =>
        new MissExtension(context.Zeros(Parts(config, module)[0]), module.InputSize, context.Model.Engine);

    /// <summary>Parameters: <c>r · out</c>.</summary>
    protected override MethodCost CostOf(MissConfig config, ModuleShape module, long tokens)
    {
        var parameters = (long)config.Rank * module.OutputSize;

        return new()
        {
            Trainable = parameters,
            Counted = parameters,
            Saved = parameters,
            ForwardFlops = 2.0 * tokens * (parameters + ((long)config.Rank * module.InputSize)),
            InferenceFlops = 0, // merged
            Activations = ((double)tokens * (config.Rank + (2 * module.OutputSize))) + parameters,
        };
    }
}
