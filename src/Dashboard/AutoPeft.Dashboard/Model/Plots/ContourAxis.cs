using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>One side of a contour: a scale, along which near values say something of each other, or a few levels, each with a strip of its own.</summary>
internal sealed class ContourAxis
{
    private const double Reach = 0.1;

    // How much of a strip its dots are spread over: beside the ground of the next one they would seem to belong to it.
    private const double Spread = 0.7;

    private readonly ParameterDomain _domain;
    private readonly DiscreteDomain? _levels;

    /// <param name="domain">The parameter.</param>
    /// <param name="cells">Into how many cells a scale is cut.</param>
    public ContourAxis(ParameterDomain domain, int cells)
    {
        _domain = domain;
        _levels = domain is DiscreteDomain { Count: <= DotAxis.MostLevels } few ? few : null;
        Cells = _levels?.Count ?? cells;
    }

    /// <summary>How many cells there are along it.</summary>
    public int Cells { get; }

    /// <summary>Whether each of its cells is a level.</summary>
    public bool HasStrips => _levels is not null;

    /// <summary>The axis beside the picture.</summary>
    public DotAxis Axis => _levels is null
        ? DotAxis.Of(_domain)
        : DotAxis.Of(_domain) with { Ticks = [.. _levels.Levels().Select((value, level) => (Middle(level), DotAxis.TextOf(value)))] };

    /// <summary>Where a value lies, in [0, 1].</summary>
    public double Place(ParameterValue value) => _levels is null ? DotAxis.Place(_domain, value) : Middle(_levels.LevelOf(value));

    /// <summary>Where a dot is drawn, in [0, 1]: of many with the same level each elsewhere in its strip.</summary>
    /// <param name="value">The value.</param>
    /// <param name="turn">Where in the strip, in [0, 1).</param>
    public double PlaceOfDot(ParameterValue value, double turn) => Place(value) + (HasStrips ? Spread * (turn - 0.5) / Cells : 0);

    /// <summary>How much what happened at a place says of a cell, in [0, 1].</summary>
    public double Weight(double place, int cell)
    {
        var distance = Math.Abs(place - Middle(cell));

        return !HasStrips ? Math.Exp(-distance * distance / (2 * Reach * Reach)) : distance < 0.5 / Cells ? 1 : 0;
    }

    private double Middle(int cell) => (cell + 0.5) / Cells;
}
