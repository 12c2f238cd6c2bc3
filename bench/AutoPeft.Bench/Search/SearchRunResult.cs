using System.Text.Json.Serialization;

namespace AutoPeft.Bench.Search;

/// <summary>What one sampler did on one problem with one seed.</summary>
/// <param name="Problem">The problem's name.</param>
/// <param name="Sampler">The sampler's name.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Blind">Whether known objectives were hidden.</param>
/// <param name="Hypervolume">The share of the ideal hypervolume that exact values reach, by number of evaluations.</param>
/// <param name="SuggestSeconds">The processor seconds of a suggestion, the median of the ten up to each number of evaluations.</param>
internal sealed record SearchRunResult(
    [property: JsonPropertyName("problem")] string Problem,
    [property: JsonPropertyName("sampler")] string Sampler,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("blind")] bool Blind,
    [property: JsonPropertyName("hypervolume")] IReadOnlyDictionary<int, double> Hypervolume,
    [property: JsonPropertyName("suggest_seconds")] IReadOnlyDictionary<int, double> SuggestSeconds);
