using System.Collections.Immutable;

namespace AutoPeft.Bench.Search.Problems;

/// <summary>ZDT1, ZDT2 and ZDT3 in 12 variables (Zitzler, Deb and Thiele 2000): a convex, a concave and a broken front.</summary>
/// <param name="number">1, 2 or 3.</param>
/// <param name="ideal">The hypervolume of the true front.</param>
internal sealed class ZdtProblem(int number, double ideal) : ContinuousProblem(12)
{
    /// <inheritdoc/>
    public override string Name => $"zdt{number}";

    /// <inheritdoc/>
    public override ImmutableArray<double> ReferencePoint => [1.1, 1.1];

    /// <inheritdoc/>
    public override double IdealHypervolume => ideal;

    /// <inheritdoc/>
    protected override double[] Evaluate(double[] x)
    {
        var g = 1 + (9 * x.Skip(1).Sum() / 11);
        var ratio = x[0] / g;
        var h = number switch
        {
            1 => 1 - Math.Sqrt(ratio),
            2 => 1 - (ratio * ratio),
            _ => 1 - Math.Sqrt(ratio) - (ratio * Math.Sin(10 * Math.PI * x[0])),
        };

        return [x[0], g * h];
    }
}
