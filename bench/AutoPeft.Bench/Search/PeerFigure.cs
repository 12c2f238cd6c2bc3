using System.Text.Json.Serialization;

namespace AutoPeft.Bench.Search;

/// <summary>A share of the ideal hypervolume, over several runs.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation; 0 of a single run.</param>
/// <param name="Runs">The number of runs.</param>
internal sealed record PeerFigure(
    [property: JsonPropertyName("mean")] double Mean,
    [property: JsonPropertyName("sd")] double Deviation,
    [property: JsonPropertyName("runs")] int Runs)
{
    /// <summary>The figure of these runs.</summary>
    public static PeerFigure Of(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var spread = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : 0;

        return new(mean, spread, values.Count);
    }

    /// <summary>The standard error of the mean; 0 of a single run.</summary>
    [JsonIgnore]
    public double Error => Deviation / Math.Sqrt(Runs);
}
