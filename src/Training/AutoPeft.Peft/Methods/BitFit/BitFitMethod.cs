using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.BitFit;

/// <summary>Trained biases, described in <see cref="BitFitConfig"/>.</summary>
internal sealed class BitFitMethod : TargetedMethod<BitFitConfig>
{
    private static readonly string[] DefaultTargets =
        ["query", "key", "value", "attention_output", "feed_forward_up", "feed_forward_down"];

    public override string Name => BitFitConfig.MethodName;

    public override string Title => "BitFit";

    public override string Paper =>
        "Ben Zaken et al., BitFit: Simple Parameter-Efficient Fine-tuning for Transformer-based Masked Language-models, ACL 2022";

    public override string Formula => "W x + b + c";

    public override string ParameterFormula => "out for each target";

    public override HuggingFaceMapping HuggingFace { get; } = new BitFitHuggingFace();

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } = [CommonFields.Presence, CommonFields.Targets(Targets, DefaultTargets)];

    /// <summary>What is added to the bias, [out].</summary>
    public override TensorPart[] Parts(BitFitConfig config, ModuleShape module) =>
        [new(TargetNames.Of(module, Name) + ".bias", new(module.OutputSize))];

    protected override MethodConfig Create(MethodSettings settings) =>
        new BitFitConfig { Targets = CommonFields.ReadTargets(settings, Targets) };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(BitFitConfig config) =>
        [new(CommonFields.Present, 1), new(Targets, CommonFields.OfTargets(config.Targets))];

    protected override TargetExtension Extend(BitFitConfig config, ModuleShape module, ModuleContext context) =>
        new BitFitExtension(context.Zeros(Parts(config, module)[0]));

    protected override MethodCost CostOf(BitFitConfig config, ModuleShape module, long tokens) => new()
    {
        Trainable = module.OutputSize,
        Counted = module.OutputSize,
        Saved = module.OutputSize,
        ForwardFlops = (double)tokens * module.OutputSize,
        InferenceFlops = 0, // merged
        Activations = (double)tokens * module.OutputSize,
    };
}
