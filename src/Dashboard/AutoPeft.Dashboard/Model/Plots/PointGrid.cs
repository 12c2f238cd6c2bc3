using System.Collections.Immutable;
using System.Globalization;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Keeps a picture of very many trials small: dominated trials that share a cell of a fine grid share a dot.</summary>
internal static class PointGrid
{
    private const int Most = 2000;
    private const int Cells = 56;

    /// <summary>The points, at most one dominated or infeasible a cell when there are more than two thousand; the front last.</summary>
    public static ImmutableArray<PlotPoint> Thin(IReadOnlyCollection<PlotPoint> points)
    {
        var crowd = points.Where(point => point.Class is "dominated" or "infeasible").ToArray();
        var others = points.Where(point => point.Class is "baseline" or "front").OrderBy(point => point.Class == "front");

        return [.. crowd.Length <= Most ? crowd : Shared(crowd), .. others];
    }

    private static IEnumerable<PlotPoint> Shared(PlotPoint[] crowd) => crowd
        .GroupBy(point => ((int)(point.X * Cells), (int)(point.Y * Cells), point.Class))
        .Select(cell => cell.Count() is var count and > 1
            ? cell.First() with { Count = count, Title = string.Create(CultureInfo.InvariantCulture, $"{count} trials\nZoom in to see each") }
            : cell.First());
}
