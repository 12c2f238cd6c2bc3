using System.Text.Json;
using System.Text.Json.Serialization;

namespace AutoPeft.Bench.Search;

/// <summary>What another optimiser reached on the same problems from the same initial points, measured once and committed.</summary>
/// <param name="Sampler">The optimiser.</param>
/// <param name="Hypervolume">By problem and number of evaluations.</param>
/// <param name="SuggestSeconds">The median processor seconds of a suggestion, by problem and number of evaluations.</param>
internal sealed record PeerResult(
    [property: JsonPropertyName("sampler")] string Sampler,
    [property: JsonPropertyName("hypervolume")] IReadOnlyDictionary<string, IReadOnlyDictionary<int, PeerFigure>> Hypervolume,
    [property: JsonPropertyName("suggest_seconds")] IReadOnlyDictionary<string, IReadOnlyDictionary<int, double>> SuggestSeconds)
{
    /// <summary>All peers.</summary>
    public static IReadOnlyList<PeerResult> All()
    {
        using var stream = typeof(PeerResult).Assembly.GetManifestResourceStream("peers.json")!;

        return JsonSerializer.Deserialize<PeerFile>(stream)!.Peers;
    }

    /// <summary>What was reached on a problem after a number of evaluations; null when that was not measured.</summary>
    public PeerFigure? At(string problem, int evaluations) =>
        Hypervolume.TryGetValue(problem, out var figures) ? figures.GetValueOrDefault(evaluations) : null;

    private sealed record PeerFile([property: JsonPropertyName("peers")] IReadOnlyList<PeerResult> Peers);
}
