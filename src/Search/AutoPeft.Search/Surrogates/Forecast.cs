using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>What is expected of one loss: normal, or normal in the logarithm of its distance to a floor.</summary>
/// <param name="Mean">The mean of the loss, or of the logarithm of its distance to the floor.</param>
/// <param name="Deviation">The standard deviation of the same. 0 when the loss is known.</param>
/// <param name="Floor">What the loss cannot fall below; negative infinity, the default, when it is normal.</param>
internal readonly record struct Forecast(double Mean, double Deviation, double Floor = double.NegativeInfinity)
{
    /// <summary>Whether the loss is normal.</summary>
    public bool IsNormal => double.IsNegativeInfinity(Floor);

    /// <summary>The loss that is exceeded as likely as not.</summary>
    public double Median => IsNormal ? Mean : Floor + Math.Exp(Mean);

    /// <summary>By how much the loss is expected to fall below a threshold: E[(c−y)⁺].</summary>
    /// <remarks>
    /// Normal: σ(φ(z) + zΦ(z)), z = (c−μ)/σ. With a floor and K = c − floor it is the price of a put option, K Φ(z) − e^(μ+σ²/2) Φ(z−σ),
    /// z = (log K − μ)/σ (Black and Scholes 1973).
    /// </remarks>
    public double Excess(double threshold)
    {
        if (Deviation <= 0)
        {
            return Math.Max(0, threshold - Median);
        }

        if (IsNormal)
        {
            return Deviation * StandardNormal.Excess((threshold - Mean) / Deviation);
        }

        var room = threshold - Floor;
        if (!(room > 0))
        {
            return 0;
        }

        var z = (Math.Log(room) - Mean) / Deviation;
        return z < -4
            ? room * StandardNormal.Density(z) * (StandardNormal.Mills(z) - StandardNormal.Mills(z - Deviation))
            : (room * StandardNormal.Probability(z)) - (Math.Exp(Mean + (0.5 * Deviation * Deviation)) * StandardNormal.Probability(z - Deviation));
    }
}
