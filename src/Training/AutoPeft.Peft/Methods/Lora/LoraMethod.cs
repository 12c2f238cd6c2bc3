using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Tensors.Operations;

namespace AutoPeft.Peft.Methods.Lora;

/// <summary>Low-rank adaptation, described in <see cref="LoraConfig"/>.</summary>
internal sealed class LoraMethod : LowRankMethod<LoraConfig>
{
    public override string Name => LoraConfig.MethodName;

    public override string Title => "LoRA";

    public override string Paper => "Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, ICLR 2022";

    public override string Formula => "W x + b + s B A x, with s = alpha / rank, or alpha / sqrt(rank) when rank_stabilized";

    public override string ParameterFormula => "r (in + out) for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new LoraHuggingFace();

    public override AdapterHubMapping AdapterHub { get; } = new LoraAdapterHub();

    protected override ImmutableArray<ConfigField<LoraConfig>> Settings { get; } =
    [
        Rank("The rank of the update."),
        Alpha(),
        Setting.Share(
            "dropout",
            "The share of the module's inputs that training drops.",
            (LoraConfig config) => config.DropoutFraction,
            (config, share) => config with { DropoutFraction = share }),
        Setting.Targets<LoraConfig>(),
        Setting.Flag(
            "rank_stabilized",
            "Whether the scale is alpha / √rank (rsLoRA).",
            (LoraConfig config) => config.RankStabilized,
            (config, flag) => config with { RankStabilized = flag }),
        Setting.Choice(
            "initialization",
            "What the two matrices start from.",
            (LoraConfig config) => config.Initialization,
            (config, start) => config with { Initialization = start }),
    ];

    public override TensorPart[] Parts(LoraConfig config, ModuleShape module) => LoraNames.Parts(module, config.Rank);

    protected override TargetExtension Extend(LoraConfig config, ModuleShape module, ModuleContext context)
    {
        var parts = Parts(config, module);
        var first = LoraStart.Of(config, module, context);
        var engine = context.Model.Engine;
        (Tensor, Tensor)? start = config.StartsAtZero
            ? null
            : (engine.Constant(first.A, parts[0].Shape), engine.Constant([.. first.B.Select(value => -value)], parts[1].Shape));

        return new LoraExtension(
            (context.Parameter(parts[0], first.A), context.Parameter(parts[1], first.B)), start, config, TargetOf(module));
    }

    protected override ModuleWork Work(LoraConfig config, ModuleShape module, long tokens)
    {
        var updates = config.StartsAtZero ? 1 : 2;
        var dropped = config.DropoutFraction > 0 ? module.InputSize : 0;

        return new(
            2.0 * tokens * updates * config.Rank * (module.InputSize + module.OutputSize),
            (double)tokens * (dropped + (updates * ((2 * config.Rank) + (2 * module.OutputSize))))); // A x, scaled; B A x, added
    }
}
