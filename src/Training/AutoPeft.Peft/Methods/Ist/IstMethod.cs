using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Peft.Allocation;
using AutoPeft.Peft.Modules;

namespace AutoPeft.Peft.Methods.Ist;

/// <summary>Importance-aware sparse tuning, described in <see cref="IstConfig"/>.</summary>
internal sealed class IstMethod : SampledMethod<IstConfig>
{
    public override string Name => IstConfig.MethodName;

    public override string Title => "IST";

    public override string Paper =>
        "Yao et al., Layer-wise Importance Matters: Less Memory for Better Performance in Parameter-efficient Fine-tuning of Large Language Models, EMNLP Findings 2024";

    public override string Formula => "W x + b + (alpha / rank) B A x, trained in active_layers layers at a time, drawn in each step by their importance";

    protected override ImmutableArray<ConfigField<IstConfig>> Settings { get; } =
    [
        Rank("The rank of the updates."),
        Alpha(),
        Setting.Targets<IstConfig>(),
        ActiveLayers,
        Setting.Count(
            "interval",
            "The steps between two looks at the importance of layers.",
            (IstConfig config) => config.Interval,
            (config, steps) => config with { Interval = steps }),
        Setting.Share(
            "suppression",
            "What is left of an update that is weakened to see its importance.",
            (IstConfig config) => config.Suppression,
            (config, share) => config with { Suppression = share }),
    ];

    protected override (ILayerSampler Sampler, IReadOnlyList<NamedTensor> State) Sampler(
        IstConfig config, ImmutableArray<int> layers, ModuleContext context)
    {
        var scores = context.Model.Engine.Constant(new float[layers.Length], new(layers.Length));

        return (
            new IstSampler(config, scores, context.KeyOf(layers[0], Name).For("layers")),
            [new($"layers.{layers[0]}.{Name}.scores", scores)]);
    }
}
