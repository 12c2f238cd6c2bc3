using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Trials of one kind that are too many to be described one by one: they are drawn as dots, and described when somebody points at one.</summary>
/// <param name="Class">How they are drawn: <c>dominated</c> or <c>infeasible</c>.</param>
/// <param name="Dots">Their dots.</param>
public sealed record PlotCrowd(string Class, ImmutableArray<CrowdDot> Dots)
{
    private const int Columns = 120;
    private const int Rows = 76;
    private const int ColumnsInStrip = 10;

    /// <summary>How many trials they are.</summary>
    public int Trials => Dots.Sum(dot => dot.Count);

    /// <summary>The crowds of some places, one for each upright strip of the picture, so that a further trial changes only a part of it. Those that share a cell of a fine grid share a dot.</summary>
    /// <param name="kind">How they are drawn.</param>
    /// <param name="places">The trials with their places in [0, 1].</param>
    internal static IEnumerable<PlotCrowd> Of(string kind, IEnumerable<(int Trial, double X, double Y)> places)
    {
        var dots = new Dictionary<int, CrowdDot>();
        foreach (var (trial, x, y) in places)
        {
            var cell = ((int)(x * Columns) * (Rows + 1)) + (int)(y * Rows);
            dots[cell] = dots.TryGetValue(cell, out var dot) ? dot with { Count = dot.Count + 1 } : new(trial, 1, x, y);
        }

        return dots.GroupBy(cell => cell.Key / (Rows + 1) / ColumnsInStrip).OrderBy(strip => strip.Key)
            .Select(strip => new PlotCrowd(kind, [.. strip.Select(cell => cell.Value)]));
    }
}
