using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>What a Gaussian process believes about one function after seeing data. Immutable.</summary>
internal sealed class GaussianProcess
{
    private readonly List<double[]> _points;
    private readonly double[] _targets;
    private readonly TrainingInputs _inputs;
    private readonly KernelStructure _kernel;
    private readonly CholeskyFactor _factor;
    private readonly double[] _inverse; // L⁻¹, [n, n]
    private readonly double[] _weights; // K⁻¹ (y − m), [n]
    private readonly double[] _sharpness; // 1 / ℓ², [dimensions]

    /// <summary>The belief after seeing values at points.</summary>
    /// <param name="points">[n][coordinates], the dimensions first.</param>
    /// <param name="targets">[n].</param>
    /// <param name="hyperparameters">The process.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="noises">[n]: variances of noise that are added to that of the process; empty: none.</param>
    public GaussianProcess(
        IReadOnlyList<double[]> points, double[] targets, Hyperparameters hyperparameters, KernelStructure kernel, ReadOnlySpan<double> noises = default)
        : this([.. points], targets, (hyperparameters, kernel), FactorOf(points, hyperparameters, kernel, noises))
    {
    }

    private GaussianProcess(
        List<double[]> points, double[] targets, (Hyperparameters Hyperparameters, KernelStructure Kernel) process, CholeskyFactor factor)
    {
        (_points, _targets, _factor) = (points, targets, factor);
        (Hyperparameters, _kernel) = process;
        _inputs = new(points, dimensions: Hyperparameters.LengthScales.Length);
        _inverse = factor.InverseLower();
        _sharpness = [.. Hyperparameters.LengthScales.Select(scale => 1 / (scale * scale))];
        _weights = WeightsOf(targets);
    }

    private GaussianProcess(GaussianProcess sibling, double[] targets)
    {
        (_points, _targets, _factor) = (sibling._points, targets, sibling._factor);
        (Hyperparameters, _kernel) = (sibling.Hyperparameters, sibling._kernel);
        (_inputs, _inverse, _sharpness) = (sibling._inputs, sibling._inverse, sibling._sharpness);
        _weights = WeightsOf(targets);
    }

    /// <summary>The process.</summary>
    public Hyperparameters Hyperparameters { get; }

    /// <summary>The kernel.</summary>
    public KernelStructure Structure => _kernel;

    /// <summary>The number of points seen.</summary>
    public int Count => _inputs.Count;

    /// <summary>The number of dimensions.</summary>
    public int Dimensions => _inputs.Dimensions;

    /// <summary>The mean and variance of the function, without measurement noise, at a point.</summary>
    public (double Mean, double Variance) Predict(ReadOnlySpan<double> point)
    {
        Span<double> covariances = Count <= 512 ? stackalloc double[Count] : new double[Count];
        FillCovariances(point, covariances);

        return (Hyperparameters.MeanAt(point) + VectorOperations.Dot(covariances, _weights), VarianceAfter(point, covariances));
    }

    /// <summary>The mean of the function at a point.</summary>
    public double PredictMean(ReadOnlySpan<double> point)
    {
        Span<double> covariances = Count <= 512 ? stackalloc double[Count] : new double[Count];
        FillCovariances(point, covariances);

        return Hyperparameters.MeanAt(point) + VectorOperations.Dot(covariances, _weights);
    }

    /// <summary>The means at a point of processes that differ only in their targets, and the variance, which is the same for all.</summary>
    /// <param name="siblings">Processes made by <see cref="WithTargets"/>, and the one that they were made of.</param>
    /// <param name="point">[dimensions].</param>
    /// <param name="means">[siblings], written.</param>
    public static double PredictAll(ReadOnlySpan<GaussianProcess> siblings, ReadOnlySpan<double> point, Span<double> means)
    {
        var first = siblings[0];
        Span<double> covariances = first.Count <= 512 ? stackalloc double[first.Count] : new double[first.Count];
        first.FillCovariances(point, covariances);
        for (var i = 0; i < siblings.Length; i++)
        {
            means[i] = first.Hyperparameters.MeanAt(point) + VectorOperations.Dot(covariances, siblings[i]._weights);
        }

        return first.VarianceAfter(point, covariances);
    }

    /// <summary>The belief after seeing other values at the same points.</summary>
    /// <param name="targets">[n].</param>
    public GaussianProcess WithTargets(double[] targets) => new(this, targets);

    /// <summary>As <see cref="Predict"/>, and writes the derivatives of both by the point: [dimensions] each.</summary>
    public (double Mean, double Variance) PredictWithGradient(
        ReadOnlySpan<double> point, Span<double> meanGradient, Span<double> varianceGradient)
    {
        var (correlations, slopes, variances, covariances) = (new double[Count], new double[Count], new double[Count], new double[Count]);
        var (projections, influences) = (new double[Count], new double[Count]);
        Distances(point, correlations);
        Kernel.Apply(_kernel.Shape, correlations, slopes);
        Variances(point, variances);
        for (var i = 0; i < Count; i++)
        {
            covariances[i] = variances[i] * correlations[i];
            slopes[i] *= variances[i];
        }

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
                var change = slopes[i] * (column[i] - point[k]);
                byMean += change * _weights[i];
                byVariance += change * influences[i];
            }

            meanGradient[k] = _sharpness[k] * byMean;
            varianceGradient[k] = -2 * _sharpness[k] * byVariance;
        }

        AddGrowth(point, new(correlations, variances, influences), meanGradient, varianceGradient);
        AddTrends(meanGradient, varianceGradient);
        var mean = Hyperparameters.MeanAt(point) + VectorOperations.Dot(covariances, _weights);
        return (mean, Remaining(PriorVariance(point), VectorOperations.Dot(projections, projections)));
    }

    /// <summary>The means of the function at several points, and the covariances between them: [points], [points, points].</summary>
    /// <remarks>Rasmussen and Williams 2006, Eqs. 2.25 and 2.26, without measurement noise.</remarks>
    public (double[] Means, double[] Covariances) PredictTogether(IReadOnlyList<double[]> points)
    {
        var size = points.Count;
        var (means, covariances, projections) = (new double[size], new double[size * size], new double[size][]);
        for (var i = 0; i < size; i++)
        {
            var column = CovariancesWith(points[i]);
            means[i] = Hyperparameters.MeanAt(points[i]) + VectorOperations.Dot(column, _weights);
            projections[i] = column;
            _factor.SolveLower(projections[i]);
            for (var j = 0; j <= i; j++)
            {
                var prior = _kernel.Variance(Hyperparameters, points[i], points[j])
                    * Kernel.Correlation(_kernel.Shape, SquaredDistance(points[i], points[j], Hyperparameters));
                covariances[(i * size) + j] = covariances[(j * size) + i] = prior - VectorOperations.Dot(projections[i], projections[j]);
            }
        }

        return (means, covariances);
    }

    /// <summary>The belief after also seeing a value at a point, with the same hyperparameters.</summary>
    public GaussianProcess Condition(double[] point, double target)
    {
        var factor = _factor.Extend(CovariancesWith(point), PriorVariance(point) + Hyperparameters.NoiseVariance + _factor.Jitter);
        return new([.. _points, point], [.. _targets, target], (Hyperparameters, _kernel), factor);
    }

    private static CholeskyFactor FactorOf(IReadOnlyList<double[]> points, Hyperparameters hyperparameters, KernelStructure kernel, ReadOnlySpan<double> noises)
    {
        var n = points.Count;
        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[(i * n) + j] = kernel.Variance(hyperparameters, points[i], points[j])
                    * Kernel.Correlation(kernel.Shape, SquaredDistance(points[i], points[j], hyperparameters));
            }

            matrix[(i * n) + i] += hyperparameters.NoiseVariance + (noises.IsEmpty ? 0 : noises[i]);
        }

        return CholeskyFactor.Of(matrix, n);
    }

    private static double SquaredDistance(double[] left, double[] right, Hyperparameters hyperparameters)
    {
        var sum = 0.0;
        for (var k = 0; k < hyperparameters.LengthScales.Length; k++)
        {
            var difference = (left[k] - right[k]) / hyperparameters.LengthScales[k];
            sum += difference * difference;
        }

        return sum;
    }

    private double[] CovariancesWith(double[] point)
    {
        var covariances = new double[Count];
        FillCovariances(point, covariances);
        return covariances;
    }

    private void FillCovariances(ReadOnlySpan<double> point, Span<double> covariances)
    {
        Span<double> variances = Count <= 512 ? stackalloc double[Count] : new double[Count];
        Distances(point, covariances);
        Kernel.Apply(_kernel.Shape, covariances, []);
        Variances(point, variances);
        for (var i = 0; i < Count; i++)
        {
            covariances[i] *= variances[i];
        }
    }

    private double VarianceAfter(ReadOnlySpan<double> point, ReadOnlySpan<double> covariances)
    {
        var explained = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var projection = VectorOperations.Dot(covariances[..(i + 1)], _inverse.AsSpan(i * Count, i + 1));
            explained += projection * projection;
        }

        return Remaining(PriorVariance(point), explained);
    }

    private double[] WeightsOf(double[] targets)
    {
        double[] weights = [.. targets.Select((target, i) => target - Hyperparameters.MeanAt(_points[i]))];
        _factor.Solve(weights);
        return weights;
    }

    private void Distances(ReadOnlySpan<double> point, Span<double> squared)
    {
        squared.Clear();
        for (var k = 0; k < Dimensions; k++)
        {
            VectorOperations.AddScaledSquares(squared, _sharpness[k], _inputs.Column(k), point[k]);
        }
    }

    private static double Remaining(double prior, double explained) => Math.Max(prior - explained, 1e-14 * prior);

    private double PriorVariance(ReadOnlySpan<double> point) => _kernel.Variance(Hyperparameters, point, point);

    private void Variances(ReadOnlySpan<double> point, Span<double> variances)
    {
        variances.Fill(Hyperparameters.SignalVariance);
        if (_kernel.Growing.IsEmpty)
        {
            return;
        }

        Span<double> factors = Count <= 512 ? stackalloc double[Count] : new double[Count];
        for (var group = 0; group < _kernel.Growing.Length; group++)
        {
            Factors(group, point, factors);
            for (var i = 0; i < Count; i++)
            {
                variances[i] *= factors[i];
            }
        }
    }

    private void Factors(int group, ReadOnlySpan<double> point, Span<double> factors)
    {
        factors.Fill(Hyperparameters.Offsets[group]);
        var place = _kernel.First(group);
        foreach (var dimension in _kernel.Growing[group])
        {
            VectorOperations.AddScaled(factors, Hyperparameters.Growth[place++] * point[dimension], _inputs.Column(dimension));
        }
    }

    /// <summary>Adds what the groups' factors contribute to the derivatives.</summary>
    private void AddGrowth(ReadOnlySpan<double> point, Parts parts, Span<double> meanGradient, Span<double> varianceGradient)
    {
        var factors = new double[Count];
        for (var group = 0; group < _kernel.Growing.Length; group++)
        {
            Factors(group, point, factors);
            var (prior, place) = (PriorVariance(point) / _kernel.Factor(group, Hyperparameters, point, point), _kernel.First(group));
            foreach (var dimension in _kernel.Growing[group])
            {
                var column = _inputs.Column(dimension);
                var growth = Hyperparameters.Growth[place++];
                var (byMean, byVariance) = (0.0, 0.0);
                for (var i = 0; i < Count; i++)
                {
                    var change = growth * column[i] * parts.Correlations[i] * parts.Variances[i] / factors[i];
                    byMean += change * _weights[i];
                    byVariance += change * parts.Influences[i];
                }

                meanGradient[dimension] += byMean;
                varianceGradient[dimension] += 2 * ((prior * growth * point[dimension]) - byVariance);
            }
        }
    }

    private void AddTrends(Span<double> meanGradient, Span<double> varianceGradient)
    {
        meanGradient[Dimensions..].Clear();
        varianceGradient[Dimensions..].Clear();
        foreach (var (coordinate, slope) in Hyperparameters.Trends)
        {
            meanGradient[coordinate] += slope;
        }
    }

    private readonly record struct Parts(double[] Correlations, double[] Variances, double[] Influences);
}
