namespace AutoPeft.Peft.Methods;

/// <summary>The settings that all bottlenecks have.</summary>
internal static class BottleneckSettings
{
    public static ConfigField<TConfig>[] Of<TConfig>()
        where TConfig : BottleneckConfig, new()
        =>
        [
            Setting.Size(
                "bottleneck_size",
                "The width of the bottleneck.",
                (TConfig config) => config.BottleneckSize,
                (config, size) => config with { BottleneckSize = size }),
            Setting.Positive(
                "scale",
                "The factor on what the bottleneck adds.",
                (TConfig config) => config.Scale,
                (config, scale) => config with { Scale = scale }),
            Setting.Choice(
                "activation",
                "The activation between the two products of the bottleneck.",
                (TConfig config) => config.Activation,
                (config, activation) => config with { Activation = activation }),
            Setting.Choice(
                "placement",
                "The blocks of the layer that get a bottleneck.",
                (TConfig config) => config.Placement,
                (config, placement) => config with { Placement = placement }),
        ];

    /// <summary>Those and what the bottleneck reads.</summary>
    public static ConfigField<TConfig>[] OfSerial<TConfig>()
        where TConfig : SerialBottleneckConfig, new()
        =>
        [
            .. Of<TConfig>(),
            Setting.Choice(
                "input",
                "What the bottleneck reads: the block's normalized sum, or its output before that.",
                (TConfig config) => config.Input,
                (config, input) => config with { Input = input }),
        ];
}
