using System.Collections.Immutable;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>Branin against Currin in 2 variables (Belakaria, Deshwal and Doppa 2019).</summary>
internal sealed class BraninCurrinProblem() : ContinuousProblem(2)
{
    /// <inheritdoc/>
    public override string Name => "branincurrin";

    /// <inheritdoc/>
    public override ImmutableArray<double> ReferencePoint => [18, 6];

    /// <inheritdoc/>
    public override double IdealHypervolume => 59.406609966;

    /// <inheritdoc/>
    protected override double[] Evaluate(double[] x) => [Branin((15 * x[0]) - 5, 15 * x[1]), Currin(x[0], x[1])];

    private static double Branin(double u, double v)
    {
        var t = v - (5.1 / (4 * Math.PI * Math.PI) * u * u) + (5 / Math.PI * u) - 6;

        return (t * t) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(u)) + 10;
    }

    private static double Currin(double x, double y)
    {
        var factor = y == 0 ? 1 : 1 - Math.Exp(-1 / (2 * y));
        var above = (2300 * x * x * x) + (1900 * x * x) + (2092 * x) + 60;
        var below = (100 * x * x * x) + (500 * x * x) + (4 * x) + 20;

        return factor * above / below;
    }
}
