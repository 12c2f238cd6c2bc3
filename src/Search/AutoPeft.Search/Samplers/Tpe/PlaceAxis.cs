using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>Normal kernels over [0, 1], cut at both ends and scaled to a whole.</summary>
internal sealed class PlaceAxis : ParzenAxis
{
    private static readonly double LogRootTwoPi = 0.5 * Math.Log(2 * Math.PI);

    private readonly double[] _centers;
    private readonly double[] _logScales; // The logarithm of each kernel's density at its center.
    private readonly double _width;

    public PlaceAxis(double[] observed, double width)
    {
        _centers = observed;
        _width = width;
        _logScales = Array.ConvertAll(observed, center => double.IsNaN(center) ? 0 : -(LogRootTwoPi + Math.Log(width * Inside(center))));
    }

    public override void AddLogDensities(double value, Span<double> sums)
    {
        var precision = -0.5 / (_width * _width);
        for (var i = 0; i < sums.Length; i++)
        {
            var distance = value - _centers[i];
            sums[i] += double.IsNaN(distance) ? 0 : (precision * distance * distance) + _logScales[i];
        }
    }

    public override double Draw(int kernel, double uniform)
    {
        var center = _centers[kernel];
        if (double.IsNaN(center))
        {
            return uniform;
        }

        var low = StandardNormal.Probability(-center / _width);
        var quantile = StandardNormal.Quantile(Math.Clamp(low + (uniform * Inside(center)), 1e-300, 1 - 1e-16));
        return Math.Clamp(center + (_width * quantile), 0, 1);
    }

    /// <summary>The part of a kernel that lies within [0, 1].</summary>
    private double Inside(double center) =>
        StandardNormal.Probability((1 - center) / _width) - StandardNormal.Probability(-center / _width);
}
