using System.Text.Json.Serialization;

namespace AutoPeft.Bench.Search.Transfer;

/// <summary>What one study reached after another.</summary>
/// <param name="Earlier">What came before it.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Hypervolume">The share of the ideal hypervolume that exact values reach, by number of trials.</param>
internal sealed record TransferResult(
    [property: JsonPropertyName("earlier")] string Earlier,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("hypervolume")] IReadOnlyDictionary<int, double> Hypervolume);
