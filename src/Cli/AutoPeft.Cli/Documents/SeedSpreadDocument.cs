using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>A configuration trained with several seeds, none of which had a part in choosing it.</summary>
/// <param name="Name">What it is: <c>trial 7</c>, <c>uniform LoRA</c>.</param>
/// <param name="Values">What each seed measures.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their standard deviation, of the sample; null with a single seed.</param>
internal sealed record SeedSpreadDocument(string Name, ImmutableArray<double> Values, double Mean, double? StandardDeviation)
{
    /// <summary>The document of these values; at least one.</summary>
    public static SeedSpreadDocument Of(string name, ImmutableArray<double> values)
    {
        var mean = values.Average();
        double? spread = values.Length < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));

        return new(name, values, mean, spread);
    }
}
