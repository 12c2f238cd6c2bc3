using System.Globalization;

namespace AutoPeft.Bench.Search;

/// <summary>Writes our results on one problem beside those of the peers: ratios first, then a bar for each.</summary>
internal static class SearchReport
{
    private const int Width = 50;

    /// <summary>The lines about one problem.</summary>
    /// <param name="results">Our results on the problem, of one or several samplers.</param>
    /// <param name="peers">The peers; empty when theirs cannot be compared.</param>
    public static IEnumerable<string> Of(IReadOnlyList<SearchRunResult> results, IReadOnlyList<PeerResult> peers)
    {
        var problem = results[0].Problem;
        var last = results[0].Hypervolume.Keys.Max();
        var ours = results.GroupBy(result => result.Sampler).ToArray();

        yield return $"{problem}{(results[0].Blind ? " (blind)" : "")}: share of the ideal hypervolume, and ratio to the best peer";
        foreach (var group in ours)
        {
            yield return $"  {group.Key,-16}{string.Join("   ", results[0].Hypervolume.Keys.Select(count => Cell([.. group], peers, count)))}";
        }

        foreach (var line in ours.Select(group => (group.Key, Figure: PeerFigure.Of([.. group.Select(result => result.Hypervolume[last])])))
            .Concat(peers.Select(peer => (Key: peer.Sampler, Figure: peer.At(problem, last)!)).Where(entry => entry.Figure is not null))
            .OrderByDescending(entry => entry.Figure.Mean)
            .Select(entry => Bar(entry.Key, entry.Figure, ours.Any(group => group.Key == entry.Key))))
        {
            yield return line;
        }
    }

    private static string Cell(IReadOnlyList<SearchRunResult> results, IReadOnlyList<PeerResult> peers, int count)
    {
        var figure = PeerFigure.Of([.. results.Select(result => result.Hypervolume[count])]);
        var best = peers.Select(peer => peer.At(results[0].Problem, count)).OfType<PeerFigure>().MaxBy(peer => peer.Mean);
        var ratio = best is { Mean: > 0 } ? string.Create(CultureInfo.InvariantCulture, $"×{figure.Mean / best.Mean:0.00} ") : "";
        var seconds = results.Select(result => result.SuggestSeconds[count]).Order().ElementAt(results.Count / 2);

        return string.Create(CultureInfo.InvariantCulture, $"{count}: {ratio}{figure.Mean:0.000} ± {figure.Deviation:0.000} ({seconds:0.000} s)");
    }

    private static string Bar(string name, PeerFigure figure, bool isOurs)
    {
        var length = (int)Math.Round(Math.Clamp(figure.Mean, 0, 1) * Width);
        var bar = new string(isOurs ? '█' : '░', length).PadRight(Width);

        return string.Create(CultureInfo.InvariantCulture, $"  {bar} {figure.Mean:0.000} ± {figure.Deviation:0.000} [{figure.Runs}] {name}");
    }
}
