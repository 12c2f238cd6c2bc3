using System.Collections.Immutable;
using AutoPeft.Search.Studies;

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
        var drawn = Drawn(series);
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

    /// <summary>A picture of two objectives, on their scales; what these cannot show is left out. Null without a point.</summary>
    internal static LinePlot? Of(Objective across, Objective up, IEnumerable<PlotSeries> series)
    {
        var lines = series.ToArray();
        var x = PlotAxis.Over(across, lines.SelectMany(line => line.Points).Select(point => point.X));
        var y = PlotAxis.Over(up, lines.SelectMany(line => line.Points).Select(point => point.Y));
        var drawn = Drawn(lines.Select(line => line with { Points = [.. line.Points.Where(point => x.CanShow(point.X) && y.CanShow(point.Y))] }));

        return drawn.IsEmpty ? null : new(x, y, drawn);
    }

    private static ImmutableArray<PlotSeries> Drawn(IEnumerable<PlotSeries> series) =>
        [.. series.Where(line => line.Points.Length > 0).Select(line => line with { Points = Thin(line.Points) })];

    // More points than the picture has columns only cost time; the first and last always stay.
    private static ImmutableArray<(double X, double Y)> Thin(ImmutableArray<(double X, double Y)> points) => points.Length <= MostPoints
        ? points
        : [.. Enumerable.Range(0, MostPoints).Select(i => points[(int)((long)i * (points.Length - 1) / (MostPoints - 1))])];
}
