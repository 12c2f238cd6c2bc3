using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

/// <summary>Data and hyperparameters for tests of Gaussian processes.</summary>
internal static class Processes
{
    public static Hyperparameters Typical { get; } = new([0.4, 1.5, 0.8], 1.7, 0.01, 0.3);

    /// <summary>The same, growing along the first two dimensions in one group and along the last in another.</summary>
    public static Hyperparameters Growing { get; } = Typical with { Growth = [0.7, 0.2, 1.3], Offsets = [0.15, 0.4] };

    public static ImmutableArray<ImmutableArray<int>> Groups { get; } = [[0, 1], [2]];

    public static Hyperparameters Of(bool grows) => grows ? Growing : Typical;

    public static KernelStructure Kernel(KernelShape shape, bool grows) => new(shape, grows ? Groups : []);

    public static double[][] Points(int count, int dimensions, long seed)
    {
        var key = RandomKey.FromSeed(seed);

        return [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, dimensions).Select(k => key.For(i).Uniform(k)).ToArray())];
    }

    public static double[] Targets(double[][] points) =>
        Array.ConvertAll(points, point => Math.Sin(5 * point[0]) + (point[1] * point[1]) - (0.3 * point[^1]));

    public static double Covariance(double[] left, double[] right, Hyperparameters process, KernelShape shape)
    {
        var r = Math.Sqrt(left.Select((value, k) => Math.Pow((value - right[k]) / process.LengthScales[k], 2)).Sum());
        var correlation = shape == KernelShape.Matern52
            ? (1 + (Math.Sqrt(5) * r) + (5 * r * r / 3)) * Math.Exp(-Math.Sqrt(5) * r)
            : Math.Exp(-r * r / 2);

        var factors = process.Offsets.IsEmpty ? [] : Groups.Select((group, place) =>
            process.Offsets[place] + group.Sum(k => process.Growth[k] * left[k] * right[k]));

        return factors.Aggregate(process.SignalVariance * correlation, (product, factor) => product * factor);
    }

    public static double[,] CovarianceMatrix(double[][] points, Hyperparameters process, KernelShape shape)
    {
        var matrix = new double[points.Length, points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = 0; j < points.Length; j++)
            {
                matrix[i, j] = Covariance(points[i], points[j], process, shape) + (i == j ? process.NoiseVariance : 0);
            }
        }

        return matrix;
    }
}
