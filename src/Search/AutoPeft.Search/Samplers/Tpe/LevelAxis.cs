using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>Kernels over a few levels, as a table of probabilities.</summary>
internal sealed class LevelAxis : ParzenAxis
{
    private readonly double[] _observed;
    private readonly double[][] _logDensities; // [value][observed]
    private readonly double[][] _cumulative; // [observed][value]

    private LevelAxis(double[] observed, int count, Func<int, int, double> probability)
    {
        _observed = observed;
        _logDensities = [.. Enumerable.Range(0, count).Select(value =>
            Enumerable.Range(0, count).Select(center => Math.Log(count * probability(value, center))).ToArray())];
        _cumulative = [.. Enumerable.Range(0, count).Select(center =>
            Enumerable.Range(0, count).Select(last => Enumerable.Range(0, last + 1).Sum(value => probability(value, center))).ToArray())];
    }

    /// <summary>Kernels over names: the observed one, and a part of 1/(n + 1) of a count for every name.</summary>
    public static LevelAxis OfNames(int count, double[] observed)
    {
        var share = 1.0 / (observed.Length + 1);
        var total = 1 + (share * count);

        return new(observed, count, (value, center) => ((value == center ? 1 : 0) + share) / total);
    }

    /// <summary>Kernels over ordered levels: the normal kernel over [0, 1], summed over the cell that each level owns.</summary>
    public static LevelAxis OfNumbers(int count, double[] observed, double width)
    {
        double Below(double edge, int center) => StandardNormal.Probability((edge - ((center + 0.5) / count)) / width);

        return new(observed, count, (value, center) => Math.Max(
            1e-12,
            (Below((value + 1.0) / count, center) - Below((double)value / count, center)) / (Below(1, center) - Below(0, center))));
    }

    public override void AddLogDensities(double value, Span<double> sums)
    {
        var row = _logDensities[(int)value];
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += double.IsNaN(_observed[i]) ? 0 : row[(int)_observed[i]];
        }
    }

    public override double Draw(int kernel, double uniform)
    {
        if (double.IsNaN(_observed[kernel]))
        {
            return uniform;
        }

        var cumulative = _cumulative[(int)_observed[kernel]];
        var level = Array.FindIndex(cumulative, sum => uniform < sum);
        return ((level < 0 ? cumulative.Length - 1 : level) + 0.5) / cumulative.Length;
    }
}
