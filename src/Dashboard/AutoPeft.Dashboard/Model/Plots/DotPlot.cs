using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Trials over parameters.</summary>
/// <param name="Across">The axis to the right.</param>
/// <param name="Up">The axis upwards.</param>
/// <param name="Dots">The trials, the best last.</param>
public sealed record DotPlot(DotAxis Across, DotAxis Up, ImmutableArray<RankedDot> Dots)
{
    /// <summary>Cells behind the dots: column, row, and how good it is around there, 0 (worst) to 8 (best).</summary>
    public ImmutableArray<(int Column, int Row, int Level)> Cells { get; init; } = [];

    /// <summary>How many columns of cells there are.</summary>
    public int Columns { get; init; }

    /// <summary>How many rows of cells there are.</summary>
    public int Rows { get; init; }

    /// <summary>Whether dots of one choice are spread over its strip, so that none hides another.</summary>
    public bool IsSpread { get; init; }
}
