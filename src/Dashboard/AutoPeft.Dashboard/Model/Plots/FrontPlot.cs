using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>The trials of a study in two dimensions, its front among them.</summary>
/// <param name="Across">The axis to the right.</param>
/// <param name="Up">The axis upwards.</param>
/// <param name="Points">The trials that are described one by one; those of the front last, so that they lie on top.</param>
public sealed record FrontPlot(PlotAxis Across, PlotAxis Up, ImmutableArray<PlotPoint> Points)
{
    /// <summary>The other trials where there are very many; drawn below the points.</summary>
    public ImmutableArray<PlotCrowd> Crowds { get; init; } = [];

    /// <summary>The corners of the line between what is reached and what is not, places in [0, 1]; empty when an axis is not an objective.</summary>
    public ImmutableArray<(double X, double Y)> Line { get; init; } = [];

    /// <summary>How much repetitions differ.</summary>
    public ImmutableArray<PlotWhisker> Whiskers { get; init; } = [];

    /// <summary>Which trials with values have no place on the axes, and why, in a sentence; empty for none.</summary>
    public string Missing { get; init; } = string.Empty;

    /// <summary>The key of the field to the right.</summary>
    public required string AcrossKey { get; init; }

    /// <summary>The key of the field upwards.</summary>
    public required string UpKey { get; init; }

    /// <summary>Whether only a part is shown.</summary>
    public bool IsPart { get; init; }

    /// <summary>How many trials are drawn, those included that share a dot.</summary>
    public int Shown => Points.Length + Crowds.Sum(crowd => crowd.Trials);
}
