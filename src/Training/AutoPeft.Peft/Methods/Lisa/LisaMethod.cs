using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Lisa;

/// <summary>LISA, described in <see cref="LisaConfig"/>.</summary>
internal sealed class LisaMethod : SampledMethod<LisaConfig>
{
    public override string Name => LisaConfig.MethodName;

    public override string Title => "LISA";

    public override string Paper =>
        "Pan et al., LISA: Layerwise Importance Sampling for Memory-Efficient Large Language Model Fine-Tuning, NeurIPS 2024";

    public override string Formula => "W x + b + (alpha / rank) B A x, trained in active_layers layers at a time, drawn anew every interval steps";

    protected override ImmutableArray<ConfigField<LisaConfig>> Settings { get; } =
    [
        Rank("The rank of the updates."),
        Alpha(),
        Setting.Targets<LisaConfig>(),
        ActiveLayers,
        Setting.Count(
            "interval",
            "The steps after which other layers are drawn.",
            (LisaConfig config) => config.Interval,
            (config, steps) => config with { Interval = steps }),
    ];

    protected override (ILayerSampler Sampler, IReadOnlyList<NamedTensor> State) Sampler(
        LisaConfig config, ImmutableArray<int> layers, ModuleContext context) =>
        (new LisaSampler(config, context.KeyOf(layers[0], Name).For("layers")), []);
}
