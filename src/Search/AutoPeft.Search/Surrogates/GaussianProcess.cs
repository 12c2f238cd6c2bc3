using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>What a Gaussian process believes about one function after seeing data. Immutable.</summary>
internal sealed class GaussianProcess
{
    private readonly List<double[]> _points;
    private readonly double[] _targets;
    private readonly TrainingInputs _inputs;
    private readonly KernelShape _shape;
    private readonly CholeskyFactor _factor;
    private readonly double[] _inverse; // L⁻¹, [n, n]
    private readonly double[] _weights; // K⁻¹ (y − m), [n]
    private readonly double[] _sharpness; // 1 / ℓ², [dimensions]

    /// <summary>The belief after seeing values at points.</summary>
    /// <param name="points">[n][dimensions].</param>
    /// <param name="targets">[n].</param>
    /// <param name="hyperparameters">The process.</param>
    /// <param name="shape">The kernel.</param>
    public GaussianProcess(IReadOnlyList<double[]> points, double[] targets, Hyperparameters hyperparameters, KernelShape shape)
        : this([.. points], targets, (hyperparameters, shape), FactorOf(points, hyperparameters, shape))
    {
    }

    private GaussianProcess(
        List<double[]> points, double[] targets, (Hyperparameters Hyperparameters, KernelShape Shape) process, CholeskyFactor factor)
    {
        (_points, _targets, _factor) = (points, targets, factor);
        (Hyperparameters, _shape) = process;
        _inputs = new(points);
        _inverse = factor.InverseLower();
        _sharpness = [.. Hyperparameters.LengthScales.Select(scale => 1 / (scale * scale))];
        _weights = Array.ConvertAll(targets, target => target - Hyperparameters.Mean);
        factor.Solve(_weights);
    }

    /// <summary>The process.</summary>
    public Hyperparameters Hyperparameters { get; }

    /// <summary>The number of points seen.</summary>
    public int Count => _inputs.Count;

    /// <summary>The number of dimensions.</summary>
    public int Dimensions => _inputs.Dimensions;

    /// <summary>The mean and variance of the function, without measurement noise, at a point.</summary>
    public (double Mean, double Variance) Predict(ReadOnlySpan<double> point)
    {
        Span<double> covariances = Count <= 512 ? stackalloc double[Count] : new double[Count];
        Distances(point, covariances);
        Kernel.Apply(_shape, covariances, []);
        var mean = Hyperparameters.Mean + (Hyperparameters.SignalVariance * VectorOperations.Dot(covariances, _weights));
        var explained = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var projection = VectorOperations.Dot(covariances[..(i + 1)], _inverse.AsSpan(i * Count, i + 1));
            explained += projection * projection;
        }

        return (mean, Variance(explained));
    }

    /// <summary>As <see cref="Predict"/>, and writes the derivatives of both by the point: [dimensions] each.</summary>
    public (double Mean, double Variance) PredictWithGradient(
        ReadOnlySpan<double> point, Span<double> meanGradient, Span<double> varianceGradient)
    {
        var signal = Hyperparameters.SignalVariance;
        var (covariances, slopes, projections, influences) = (new double[Count], new double[Count], new double[Count], new double[Count]);
        Distances(point, covariances);
        Kernel.Apply(_shape, covariances, slopes);
        var mean = Hyperparameters.Mean + (signal * VectorOperations.Dot(covariances, _weights));
        for (var i = 0; i < Count; i++)
        {
            projections[i] = VectorOperations.Dot(covariances.AsSpan(0, i + 1), _inverse.AsSpan(i * Count, i + 1));
            VectorOperations.AddScaled(influences.AsSpan(0, i + 1), projections[i], _inverse.AsSpan(i * Count, i + 1));
        }

        for (var k = 0; k < Dimensions; k++)
        {
            var column = _inputs.Column(k);
            var (byMean, byVariance) = (0.0, 0.0);
            for (var i = 0; i < Count; i++)
            {
                var slope = slopes[i] * (column[i] - point[k]);
                byMean += slope * _weights[i];
                byVariance += slope * influences[i];
            }

            meanGradient[k] = signal * _sharpness[k] * byMean;
            varianceGradient[k] = -2 * signal * signal * _sharpness[k] * byVariance;
        }

        return (mean, Variance(VectorOperations.Dot(projections, projections)));
    }

    /// <summary>The belief after also seeing a value at a point, with the same hyperparameters.</summary>
    public GaussianProcess Condition(double[] point, double target)
    {
        var column = new double[Count];
        Distances(point, column);
        Kernel.Apply(_shape, column, []);
        for (var i = 0; i < Count; i++)
        {
            column[i] *= Hyperparameters.SignalVariance;
        }

        var factor = _factor.Extend(column, Hyperparameters.SignalVariance + Hyperparameters.NoiseVariance + _factor.Jitter);
        return new([.. _points, point], [.. _targets, target], (Hyperparameters, _shape), factor);
    }

    private static CholeskyFactor FactorOf(IReadOnlyList<double[]> points, Hyperparameters hyperparameters, KernelShape shape)
    {
        var n = points.Count;
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[(i * n) + j] = hyperparameters.SignalVariance
                    * Kernel.Correlation(shape, SquaredDistance(points[i], points[j], hyperparameters));
            }

            matrix[(i * n) + i] += hyperparameters.NoiseVariance;
        }

        return CholeskyFactor.Of(matrix, n);
    }

    private static double SquaredDistance(double[] left, double[] right, Hyperparameters hyperparameters)
    {
        var sum = 0.0;
        for (var k = 0; k < left.Length; k++)
        {
            var difference = (left[k] - right[k]) / hyperparameters.LengthScales[k];
            sum += difference * difference;
        }

        return sum;
    }

    private void Distances(ReadOnlySpan<double> point, Span<double> squared)
    {
        squared.Clear();
        for (var k = 0; k < Dimensions; k++)
        {
            VectorOperations.AddScaledSquares(squared, _sharpness[k], _inputs.Column(k), point[k]);
        }
    }

    private double Variance(double explained)
    {
        var signal = Hyperparameters.SignalVariance;

        return Math.Max(signal - (signal * signal * explained), 1e-14 * signal);
    }
}
