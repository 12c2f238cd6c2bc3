using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Analysis;

/// <summary>What a model that had not seen a trial expected of it, and what came out; losses, smaller is better.</summary>
/// <param name="Observation">The trial's place among the observations of its study.</param>
/// <param name="Loss">What was measured.</param>
/// <param name="Expected">The median of what was expected.</param>
/// <param name="Cumulative">The probability that was given to a loss as small as this, measurement noise included, in [0, 1].</param>
/// <param name="LogDensity">The logarithm of the density that was given to this loss, in nats.</param>
public readonly record struct HeldOutPrediction(int Observation, double Loss, double Expected, double Cumulative, double LogDensity)
{
    /// <summary>The prediction of a normal distribution.</summary>
    /// <param name="observation">The trial's place among the observations of its study.</param>
    /// <param name="loss">What was measured.</param>
    /// <param name="mean">What was expected.</param>
    /// <param name="deviation">Its standard deviation, measurement noise included. Positive.</param>
    public static HeldOutPrediction OfNormal(int observation, double loss, double mean, double deviation)
    {
        var z = (loss - mean) / deviation;

        return new(observation, loss, mean, StandardNormal.Probability(z), -(0.5 * z * z) - Math.Log(deviation) - (0.5 * Math.Log(2 * Math.PI)));
    }
}
