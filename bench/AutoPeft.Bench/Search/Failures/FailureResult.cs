using System.Text.Json.Serialization;

namespace AutoPeft.Bench.Search.Failures;

/// <summary>What one study found where trials fail.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Sampler">The sampler.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Failed">The share of trials that failed.</param>
/// <param name="FailedLate">The same of the second half.</param>
/// <param name="Miss">How far the best is from the ideal: an excess of one loss, or a missing part of the hypervolume of several.</param>
internal sealed record FailureResult(
    [property: JsonPropertyName("problem")] string Problem,
    [property: JsonPropertyName("sampler")] string Sampler,
    [property: JsonPropertyName("seed")] long Seed,
    [property: JsonPropertyName("failed")] double Failed,
    [property: JsonPropertyName("failed_late")] double FailedLate,
    [property: JsonPropertyName("miss")] double Miss);
