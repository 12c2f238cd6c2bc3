using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

/// <summary>Data and hyperparameters for tests of Gaussian processes.</summary>
internal static class Processes
{
    public static Hyperparameters Typical { get; } = new([0.4, 1.5, 0.8], 1.7, 0.01, 0.3);

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

        return process.SignalVariance * correlation;
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
