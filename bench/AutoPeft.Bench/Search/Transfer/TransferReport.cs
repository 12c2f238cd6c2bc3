using System.Globalization;

namespace AutoPeft.Bench.Search.Transfer;

/// <summary>Writes two Markdown tables: what studies reached, and the gain of those with an earlier study over the same seed without one.</summary>
internal static class TransferReport
{
    /// <summary>What came before a study that began from nothing.</summary>
    public const string Nothing = "nothing";

    /// <summary>The lines. Each figure is a mean and its standard error over seeds.</summary>
    /// <param name="results">All studies. Gains need one from nothing of the same seed.</param>
    public static IEnumerable<string> Of(IReadOnlyList<TransferResult> results)
    {
        int[] counts = [.. results[0].Hypervolume.Keys.Order()];
        var kinds = results.GroupBy(result => result.Earlier).ToArray();
        var lines = kinds.Select(kind => Row(kind.Key, counts.Select(count => Cell([.. kind.Select(result => result.Hypervolume[count])], "0.000"))));
        var bare = results.Where(result => result.Earlier == Nothing).ToDictionary(result => result.Seed);
        var gains = kinds.Where(kind => kind.Key != Nothing && kind.All(result => bare.ContainsKey(result.Seed)))
            .Select(kind => Row(kind.Key, counts.Select(count => Cell([.. kind.Select(result => result.Hypervolume[count] - bare[result.Seed].Hypervolume[count])], "+0.000;−0.000"))));

        return [.. Head("earlier study", counts), .. lines, "", .. Head("gain", counts), .. gains];
    }

    private static string[] Head(string name, int[] counts) => [Row(name, counts.Select(count => $"{count}")), $"|{string.Concat(Enumerable.Repeat("---|", counts.Length + 1))}"];

    private static string Row(string name, IEnumerable<string> cells) => $"| {name} | {string.Join(" | ", cells)} |";

    private static string Cell(IReadOnlyList<double> values, string format)
    {
        var figure = PeerFigure.Of(values);

        return string.Create(CultureInfo.InvariantCulture, $"{figure.Mean.ToString(format, CultureInfo.InvariantCulture)} ± {figure.Error:0.000}");
    }
}
