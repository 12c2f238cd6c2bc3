using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Search.Studies;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>DTLZ2 (Deb, Thiele, Laumanns and Zitzler 2002): the front is the part of a sphere where all coordinates are positive.</summary>
/// <param name="objectives">M, at least 2. There are M + 5 variables.</param>
internal sealed class Dtlz2Problem(int objectives = 2) : ContinuousProblem(objectives + 5)
{
    /// <inheritdoc/>
    public override string Name => objectives == 2 ? "dtlz2" : string.Create(CultureInfo.InvariantCulture, $"dtlz2-{objectives}");

    /// <inheritdoc/>
    public override ImmutableArray<Objective> Objectives { get; } =
        [.. Enumerable.Range(1, objectives).Select(number => new Objective(string.Create(CultureInfo.InvariantCulture, $"f{number}"), Direction.Minimize))];

    /// <inheritdoc/>
    // With more objectives hardly any first point would count within 1.1.
    public override ImmutableArray<double> ReferencePoint { get; } = [.. Enumerable.Repeat(objectives == 2 ? 1.1 : 2.5, objectives)];

    /// <inheritdoc/>
    public override double IdealHypervolume => objectives == 2 ? 0.424601837 : Math.Pow(ReferencePoint[0], objectives) - (BallVolume(objectives) / Math.Pow(2, objectives));

    /// <inheritdoc/>
    protected override double[] Evaluate(double[] x)
    {
        var g = x.Skip(objectives - 1).Sum(value => (value - 0.5) * (value - 0.5));

        return [.. Enumerable.Range(0, objectives).Select(objective => (1 + g) * Coordinate(x, objective))];
    }

    private static double BallVolume(int dimensions) => dimensions switch
    {
        0 => 1,
        1 => 2,
        _ => 2 * Math.PI / dimensions * BallVolume(dimensions - 2),
    };

    private double Coordinate(double[] x, int objective)
    {
        var cosines = Enumerable.Range(0, objectives - 1 - objective).Aggregate(1.0, (product, place) => product * Math.Cos(Math.PI * x[place] / 2));

        return objective == 0 ? cosines : cosines * Math.Sin(Math.PI * x[objectives - 1 - objective] / 2);
    }
}
