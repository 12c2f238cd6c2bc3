using System.Collections.Immutable;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>DTLZ2 in 7 variables and two objectives (Deb, Thiele, Laumanns and Zitzler 2002): the front is a quarter circle.</summary>
internal sealed class Dtlz2Problem() : ContinuousProblem(7)
{
    /// <inheritdoc/>
    public override string Name => "dtlz2";

    /// <inheritdoc/>
    public override ImmutableArray<double> ReferencePoint => [1.1, 1.1];

    /// <inheritdoc/>
    public override double IdealHypervolume => 0.424601837;

    /// <inheritdoc/>
    protected override double[] Evaluate(double[] x)
    {
        var g = x.Skip(1).Sum(value => (value - 0.5) * (value - 0.5));
        var angle = Math.PI * x[0] / 2;

        return [(1 + g) * Math.Cos(angle), (1 + g) * Math.Sin(angle)];
    }
}
