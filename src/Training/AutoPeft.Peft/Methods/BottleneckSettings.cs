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
        ];
}
