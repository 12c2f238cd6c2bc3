using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Numerics;

/// <summary>Quasi-random standard normal vectors: the quantiles of a scrambled Sobol sequence.</summary>
/// <remarks>Averages over them converge faster than over random ones (Owen 1997), and each vector is normal by itself.</remarks>
internal static class QuasiNormal
{
    private const double Least = 1.0 / (1UL << 33); // half of what a coordinate can be told apart by

    /// <summary>So many vectors: [count][dimensions].</summary>
    /// <param name="count">How many; powers of two cover space best.</param>
    /// <param name="dimensions">At least 1.</param>
    /// <param name="key">Which scrambling.</param>
    public static double[][] Draw(int count, int dimensions, RandomKey key)
    {
        var sequence = new SobolSequence(dimensions, key);

        return [.. Enumerable.Range(0, count).Select(index =>
            Array.ConvertAll(sequence.Point((uint)index), uniform => StandardNormal.Quantile(uniform + Least)))];
    }
}
