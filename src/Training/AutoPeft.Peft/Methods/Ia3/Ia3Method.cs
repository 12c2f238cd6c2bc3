using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Ia3;

/// <summary>Learned factors, described in <see cref="Ia3Config"/>.</summary>
internal sealed class Ia3Method : TargetedMethod<Ia3Config>
{
    public override string Name => Ia3Config.MethodName;

    public override string Title => "(IA)³";

    public override string Paper =>
        "Liu et al., Few-Shot Parameter-Efficient Fine-Tuning is Better and Cheaper than In-Context Learning, NeurIPS 2022";

    public override string Formula => "l * (W x + b); W (l * x) + b for the last product of the feed-forward block";

    public override string ParameterFormula => "out for each target, in for feed_forward_down";

    public override HuggingFaceMapping HuggingFace { get; } = new Ia3HuggingFace();

    public override bool Mergeable => true;

    public override ImmutableArray<MethodField> Fields { get; } =
        [CommonFields.Presence, CommonFields.Targets(Targets, ["key", "value", "feed_forward_down"])];

    /// <summary>The factors, as many as the side that they scale is wide.</summary>
    public override TensorPart[] Parts(Ia3Config config, ModuleShape module) =>
        [new(TargetNames.Of(module, Name) + ".factors", new(Width(module)))];

    protected override MethodConfig Create(MethodSettings settings) =>
        new Ia3Config { Targets = CommonFields.ReadTargets(settings, Targets) };

    protected override IEnumerable<KeyValuePair<string, SettingValue>> Settings(Ia3Config config) =>
        [new(CommonFields.Present, 1), new(Targets, CommonFields.OfTargets(config.Targets))];

    protected override TargetExtension Extend(Ia3Config config, ModuleShape module, ModuleContext context)
    {
        var part = Parts(config, module)[0];
        var ones = Enumerable.Repeat(1f, part.Shape.Count).ToArray();

        return new Ia3Extension(context.Parameter(part, ones), Ia3Config.ScalesInput(module.Kind));
    }

    protected override MethodCost CostOf(Ia3Config config, ModuleShape module, long tokens) => new()
    {
        Trainable = Width(module),
        Counted = Width(module),
        Saved = Width(module),
        ForwardFlops = (double)tokens * Width(module),
        InferenceFlops = 0, // merged
        Activations = (double)tokens * Width(module),
    };

    private static int Width(ModuleShape module) =>
        Ia3Config.ScalesInput(module.Kind) ? module.InputSize : module.OutputSize;
}
