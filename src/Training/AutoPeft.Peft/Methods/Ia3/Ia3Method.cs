using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.AdapterHub;
using AutoPeft.Peft.Formats.HuggingFace;
using AutoPeft.Peft.Modules;

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

    public override AdapterHubMapping AdapterHub { get; } = new Ia3AdapterHub();

    protected override ImmutableArray<ConfigField<Ia3Config>> Settings { get; } =
    [
        Setting.Presence<Ia3Config>(),
        Setting.Targets<Ia3Config>(),
    ];

    /// <summary>The factors, as many as the side that they scale is wide.</summary>
    public override TensorPart[] Parts(Ia3Config config, ModuleShape module) =>
        [new(TargetOf(module) + ".factors", new(Width(module)))];

    protected override TargetExtension Extend(Ia3Config config, ModuleShape module, ModuleContext context) =>
        new Ia3Extension(context.Filled(Parts(config, module)[0], 1), Ia3Config.ScalesInput(module.Kind));

    protected override double KeptShare => 1; // the factor's gradient needs what it multiplies

    protected override ModuleWork Work(Ia3Config config, ModuleShape module, long tokens) =>
        new((double)tokens * Width(module), (double)tokens * Width(module));

    private static int Width(ModuleShape module) =>
        Ia3Config.ScalesInput(module.Kind) ? module.InputSize : module.OutputSize;
}
