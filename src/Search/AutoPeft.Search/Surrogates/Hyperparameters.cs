using System.Collections.Immutable;

namespace AutoPeft.Search.Surrogates;

/// <summary>What shapes a Gaussian process with a constant mean, one length scale a dimension and independent noise.</summary>
/// <param name="LengthScales">[dimensions], positive: how far a dimension must move to matter. Inputs span [0, 1].</param>
/// <param name="SignalVariance">The variance of the function. Positive.</param>
/// <param name="NoiseVariance">The variance of the measurement noise. Not negative.</param>
/// <param name="Mean">The value far away from all data.</param>
public sealed record Hyperparameters(
    ImmutableArray<double> LengthScales,
    double SignalVariance,
    double NoiseVariance,
    double Mean)
{
    /// <summary>The vector that optimisers and samplers move: [log ℓ…, log signal variance, log noise variance, mean].</summary>
    internal double[] ToVector() =>
        [.. LengthScales.Select(Math.Log), Math.Log(SignalVariance), Math.Log(NoiseVariance), Mean];

    /// <summary>The hyperparameters of such a vector.</summary>
    internal static Hyperparameters FromVector(ReadOnlySpan<double> vector)
    {
        var scales = ImmutableArray.CreateBuilder<double>(vector.Length - 3);
        foreach (var logarithm in vector[..^3])
        {
            scales.Add(Math.Exp(logarithm));
        }

        return new(scales.MoveToImmutable(), Math.Exp(vector[^3]), Math.Exp(vector[^2]), vector[^1]);
    }
}
