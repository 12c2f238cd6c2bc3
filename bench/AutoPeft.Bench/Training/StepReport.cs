using System.Globalization;

namespace AutoPeft.Bench.Training;

/// <summary>The comparison as a table for documents: ratios first.</summary>
internal static class StepReport
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<StepComparison> comparisons) =>
    [
        "| shape | batch × length | ratio by processor time (rounds) | by wall time | ours: steps/s, tokens/s, CPU ms, memory | PyTorch: steps/s, CPU ms, memory |",
        "|---|---|---|---|---|---|",
        .. comparisons.Select(Line),
        string.Empty,
        $"PyTorch is {comparisons[0].Peer.Engine}{(comparisons[0].PeerIsCommitted ? ", committed figures of another machine" : string.Empty)}; {comparisons[0].Shape.Threads} threads.",
    ];

    private static string Line(StepComparison item) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {item.Shape.Layers}x{item.Shape.Hidden} | {item.Shape.Batch} × {item.Shape.Length} | **{item.CpuRatio:0.00}** ({item.LowestCpuRatio:0.00} to {item.HighestCpuRatio:0.00}) | {item.Ratio:0.00} | {item.Ours.StepsPerSecond:0.##}, {item.OurTokensPerSecond:#,0}, {item.Ours.CpuMillisecondsPerStep:0}, {Megabytes(item.Ours)} | {item.Peer.StepsPerSecond:0.##}, {item.Peer.CpuMillisecondsPerStep:0}, {Megabytes(item.Peer)} |");

    private static string Megabytes(StepFigure figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.PeakBytes / 1e6:0} MB");
}
