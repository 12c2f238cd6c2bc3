using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>A line of a picture.</summary>
/// <param name="Title">What it is, for the legend.</param>
/// <param name="Class">How it is drawn: <c>line0</c> to <c>line5</c>, <c>limit</c> or <c>dots</c>.</param>
/// <param name="Points">Its points in the values of the axes, finite.</param>
public sealed record PlotSeries(string Title, string Class, ImmutableArray<(double X, double Y)> Points)
{
    /// <summary>Whether the value holds until the next point, so that the line is a stair.</summary>
    public bool IsStair { get; init; }

    /// <summary>Whether its points are marked: of a stair they are only some of the corners, and a single one would not be seen.</summary>
    public bool IsMarked { get; init; }
}
