namespace AutoPeft.Peft.Methods;

/// <summary>A method whose update of a linear module has a rank, and a scale that divides by it.</summary>
/// <typeparam name="TConfig">The record of its settings.</typeparam>
internal abstract class LowRankMethod<TConfig> : TargetedMethod<TConfig>
    where TConfig : LowRankConfig, new()
{
    /// <summary>The rank as the size.</summary>
    protected static ConfigField<TConfig> Rank(string summary) =>
        Setting.Size("rank", summary, (TConfig config) => config.Rank, (config, rank) => config with { Rank = rank });

    /// <summary>The numerator of the scale.</summary>
    /// <param name="divisor">What it is divided by, in the words of the method's formula.</param>
    protected static ConfigField<TConfig> Alpha(string divisor = "rank") => Setting.Positive(
        "alpha", $"The numerator of the scale alpha / {divisor}.", (TConfig config) => config.Alpha, (config, alpha) => config with { Alpha = alpha });
}
