using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Acquisition;

/// <summary>The logarithm of an expected excess E[(c−y)⁺] of a normal y, or of a difference of two, with its derivatives.</summary>
/// <param name="Log">The natural logarithm.</param>
/// <param name="ByMean">The derivative of the logarithm by the mean of y.</param>
/// <param name="ByDeviation">The derivative of the logarithm by the standard deviation of y.</param>
internal readonly record struct Tail(double Log, double ByMean, double ByDeviation)
{
    private static Tail Nothing => new(double.NegativeInfinity, 0, 0);

    /// <summary>The excess of a threshold.</summary>
    /// <param name="threshold">c; negative infinity gives no excess.</param>
    /// <param name="mean">The mean of y.</param>
    /// <param name="deviation">The standard deviation of y; 0 when y is known.</param>
    public static Tail Of(double threshold, double mean, double deviation)
    {
        if (double.IsNegativeInfinity(threshold) || (deviation <= 0 && threshold <= mean))
        {
            return Nothing;
        }

        if (deviation <= 0)
        {
            return new(Math.Log(threshold - mean), -1 / (threshold - mean), 0);
        }

        var z = (threshold - mean) / deviation;
        var (probability, density) = StandardNormal.RatiosToExcess(z);
        return new(StandardNormal.LogExcess(z) + Math.Log(deviation), -probability / deviation, density / deviation);
    }

    /// <summary>The difference to the excess of a smaller threshold.</summary>
    public Tail Minus(Tail smaller)
    {
        if (double.IsNegativeInfinity(smaller.Log))
        {
            return this;
        }

        var share = Math.Exp(smaller.Log - Log);
        var rest = -double.ExpM1(smaller.Log - Log);

        return rest > 0
            ? new(Log + Math.Log(rest), (ByMean - (share * smaller.ByMean)) / rest, (ByDeviation - (share * smaller.ByDeviation)) / rest)
            : Nothing;
    }
}
