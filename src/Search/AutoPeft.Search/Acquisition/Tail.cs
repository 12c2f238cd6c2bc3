using AutoPeft.Search.Numerics;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Acquisition;

/// <summary>The logarithm of an expected excess E[(c−y)⁺] of a loss y, or of a difference of two, with its derivatives.</summary>
/// <param name="Log">The natural logarithm.</param>
/// <param name="ByMean">The derivative of the logarithm by the forecast's mean.</param>
/// <param name="ByDeviation">The derivative of the logarithm by the forecast's standard deviation.</param>
internal readonly record struct Tail(double Log, double ByMean, double ByDeviation)
{
    private static Tail Nothing => new(double.NegativeInfinity, 0, 0);

    /// <summary>The excess of a threshold.</summary>
    /// <param name="threshold">c; negative infinity gives no excess.</param>
    /// <param name="forecast">What is expected of y.</param>
    public static Tail Of(double threshold, Forecast forecast)
    {
        var (_, deviation, floor) = forecast;
        if (double.IsNegativeInfinity(threshold) || threshold <= floor || (deviation <= 0 && threshold <= forecast.Median))
        {
            return Nothing;
        }

        if (deviation <= 0)
        {
            var slope = forecast.IsNormal ? 1 : forecast.Median - floor;
            return new(Math.Log(threshold - forecast.Median), -slope / (threshold - forecast.Median), 0);
        }

        return forecast.IsNormal ? OfNormal((threshold - forecast.Mean) / deviation, deviation) : OfLogNormal(threshold, forecast);
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

    private static Tail OfNormal(double z, double deviation)
    {
        var (probability, density) = StandardNormal.RatiosToExcess(z);

        return new(StandardNormal.LogExcess(z) + Math.Log(deviation), -probability / deviation, density / deviation);
    }

    /// <summary>K φ(z) (R(z) − R(z−σ)) with Mills' ratio R = Φ/φ, which loses nothing far out.</summary>
    private static Tail OfLogNormal(double threshold, Forecast forecast)
    {
        var deviation = forecast.Deviation;
        var room = threshold - forecast.Floor;
        var z = (Math.Log(room) - forecast.Mean) / deviation;
        if (z > 4)
        {
            var excess = forecast.Excess(threshold);
            var density = room * StandardNormal.Density(z);
            var below = Math.Exp(forecast.Mean + (0.5 * deviation * deviation)) * StandardNormal.Probability(z - deviation);
            return excess > 0 ? new(Math.Log(excess), -below / excess, (density - (deviation * below)) / excess) : Nothing;
        }

        var (here, there) = (StandardNormal.Mills(z), StandardNormal.Mills(z - deviation));
        return here > there
            ? new(Math.Log(room * (here - there)) + StandardNormal.LogDensity(z), -there / (here - there), (1 - (deviation * there)) / (here - there))
            : Nothing;
    }
}
