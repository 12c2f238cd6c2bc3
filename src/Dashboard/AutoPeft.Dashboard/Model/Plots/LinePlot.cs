using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Lines over two axes.</summary>
/// <param name="Across">The axis to the right.</param>
/// <param name="Up">The axis upwards.</param>
/// <param name="Series">The lines, the first at the bottom.</param>
public sealed record LinePlot(PlotAxis Across, PlotAxis Up, ImmutableArray<PlotSeries> Series)
{
    private const int MostPoints = 600;

    /// <summary>What the picture says, in a sentence; empty for none.</summary>
    public string Note { get; init; } = string.Empty;

    /// <summary>A picture of lines, with axes that fit them; null when no line has two points.</summary>
    internal static LinePlot? Of(string across, string up, IEnumerable<PlotSeries> series)
    {
        var drawn = series.Where(line => line.Points.Length > 0).Select(line => line with { Points = Thin(line.Points) }).ToImmutableArray();
        if (!drawn.Any(line => line.Points.Length > 1))
        {
            return null;
        }

        var points = drawn.SelectMany(line => line.Points).ToArray();
        return new(
            new(across, false, points.Min(point => point.X), Math.Max(points.Max(point => point.X), points.Min(point => point.X) + 1e-9)),
            PlotAxis.Over(up, false, points.Select(point => point.Y)),
            drawn);
    }

    // More points than the picture has columns only cost time; the first and last always stay.
    private static ImmutableArray<(double X, double Y)> Thin(ImmutableArray<(double X, double Y)> points) => points.Length <= MostPoints
        ? points
        : [.. Enumerable.Range(0, MostPoints).Select(i => points[(int)((long)i * (points.Length - 1) / (MostPoints - 1))])];
}
