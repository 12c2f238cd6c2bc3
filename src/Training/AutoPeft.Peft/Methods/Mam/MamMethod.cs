using System.Collections.Immutable;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Placement;

namespace AutoPeft.Peft.Methods.Mam;

/// <summary>The mix-and-match adapter, described in <see cref="MamConfig"/>.</summary>
internal sealed class MamMethod : CombinationMethod<MamConfig>
{
    public override string Name => MamConfig.MethodName;

    public override string Title => "MAM";

    public override string Paper => "He et al., Towards a Unified View of Parameter-Efficient Transfer Learning, ICLR 2022";

    public override string Formula =>
        "parallel_adapter at the feed-forward block and prefix_tuning at the attention of the same layers: what a configuration then holds";

    public override string ParameterFormula => "2 C D + C + D + 2 L K for each layer, counted 2 C D + 2 L K";

    public override bool Mergeable => false;

    protected override ImmutableArray<ConfigField<MamConfig>> Settings { get; } =
    [
        Setting.Size(
            "bottleneck_size",
            "The width of the parallel adapter.",
            (MamConfig config) => config.BottleneckSize,
            (config, size) => config with { BottleneckSize = size }),
        Setting.Positive(
            "scale",
            "The factor on what the parallel adapter adds.",
            (MamConfig config) => config.Scale,
            (config, scale) => config with { Scale = scale }),
        Setting.Choice(
            "activation",
            "The activation of the parallel adapter.",
            (MamConfig config) => config.Activation,
            (config, activation) => config with { Activation = activation }),
        Setting.Count(
            "prefix_length",
            "The number of trained positions of the prefix.",
            (MamConfig config) => config.PrefixLength,
            (config, length) => config with { PrefixLength = length }),
        Setting.Flag(
            "reparameterized",
            "Whether the prefix is trained through a two-layer network.",
            (MamConfig config) => config.Reparameterized,
            (config, flag) => config with { Reparameterized = flag }),
        Setting.Count(
            "reparameterization_size",
            "The width of that network.",
            (MamConfig config) => config.ReparameterizationSize,
            (config, size) => config with { ReparameterizationSize = size }),
    ];

    protected override MamConfig? Guess(IReadOnlyCollection<MethodConfig> layer) =>
        layer.OfType<ParallelAdapterConfig>().FirstOrDefault() is { } adapter && layer.OfType<PrefixTuningConfig>().FirstOrDefault() is { } prefix
            ? new()
            {
                BottleneckSize = adapter.BottleneckSize,
                Scale = adapter.Scale,
                Activation = adapter.Activation,
                PrefixLength = prefix.PrefixLength,
                Reparameterized = prefix.Reparameterized,
                ReparameterizationSize = prefix.ReparameterizationSize,
            }
            : null;
}
