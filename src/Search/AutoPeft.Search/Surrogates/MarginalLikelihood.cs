using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>How badly hyperparameters explain the data: the negative logarithm of their posterior density, with its gradient.</summary>
/// <remarks>
/// Rasmussen and Williams 2006, Eqs. 5.8 and 5.9: ½ (y−m)ᵀK⁻¹(y−m) + ½ log|K| + n/2 log 2π, whose derivative by θ is
/// ½ tr((K⁻¹ − ααᵀ) ∂K/∂θ) with α = K⁻¹(y−m); plus the priors' penalties. Hyperparameters come as the vector of
/// <see cref="Hyperparameters.ToVector"/>. Buffers are reused between calls, so an instance serves one thread.
/// </remarks>
internal sealed class MarginalLikelihood
{
    private readonly TrainingInputs _inputs;
    private readonly double[] _targets;
    private readonly GaussianProcessOptions _options;
    private readonly KernelStructure _kernel;
    private readonly LogNormalPrior _scalePrior;
    private readonly double[] _correlations;
    private readonly double[] _slopes;
    private readonly double[] _variances;
    private readonly double[][] _factors; // [groups][pairs]
    private readonly double[] _matrix;

    public MarginalLikelihood(TrainingInputs inputs, double[] targets, GaussianProcessOptions options)
    {
        _inputs = inputs;
        _targets = targets;
        _options = options;
        _scalePrior = GaussianProcessOptions.LengthScales(inputs.Dimensions);
        _correlations = new double[inputs.Pairs];
        _slopes = new double[inputs.Pairs];
        _variances = new double[inputs.Pairs];
        _kernel = new(options.Shape, inputs.Growing);
        _factors = [.. inputs.Growing.Select(_ => new double[inputs.Pairs])];
        _matrix = new double[inputs.Count * inputs.Count];
    }

    /// <summary>Priors and limits.</summary>
    public GaussianProcessOptions Options => _options;

    /// <summary>The smallest vector that fits consider.</summary>
    public double[] Low() => Bounds(Math.Log(0.01), -12, [.. new double[_inputs.Trends.Length], Math.Log(1e-3), Math.Log(_options.MinimumNoise), -5]);

    /// <summary>The largest vector that fits consider.</summary>
    public double[] High() => Bounds(Math.Log(1e4), 7, [.. Enumerable.Repeat(5.0, _inputs.Trends.Length), Math.Log(1e3), Math.Log(4), 5]);

    /// <summary>The hyperparameters of a vector.</summary>
    public Hyperparameters Read(ReadOnlySpan<double> vector) =>
        Hyperparameters.FromVector(vector, _inputs);

    /// <summary>The negative log posterior density up to a constant; positive infinity where it cannot be computed.</summary>
    /// <param name="vector">As <see cref="Hyperparameters.ToVector"/> has it.</param>
    /// <param name="gradient">written, as long as the vector.</param>
    public double Evaluate(ReadOnlySpan<double> vector, Span<double> gradient)
    {
        var value = EvaluateWithoutPriors(vector, gradient);

        return double.IsFinite(value) ? value + AddPriors(vector, gradient) : value;
    }

    /// <summary>As <see cref="Evaluate"/>, of the likelihood alone.</summary>
    public double EvaluateWithoutPriors(ReadOnlySpan<double> vector, Span<double> gradient)
    {
        var hyperparameters = Read(vector);
        FillMatrix(hyperparameters);
        if (CholeskyFactor.TryOf(_matrix, _inputs.Count, 0) is not { } factor)
        {
            gradient.Clear();
            return double.PositiveInfinity;
        }

        var weights = new double[_inputs.Count]; // α
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = _targets[i] - hyperparameters.MeanAt(_inputs.Points[i]);
        }

        var residual = weights.ToArray();
        factor.Solve(weights);
        var value = 0.5 * (VectorOperations.Dot(residual, weights) + factor.LogDeterminant + (weights.Length * Math.Log(2 * Math.PI)));
        FillGradient(factor, weights, hyperparameters, gradient);
        return value;
    }

    private double[] Bounds(double scales, double growth, double[] rest) =>
    [
        .. Enumerable.Repeat(scales, _inputs.Dimensions),
        .. Enumerable.Repeat(growth, _kernel.GrowingDimensions + _inputs.Growing.Length),
        .. rest,
    ];

    private void FillMatrix(Hyperparameters hyperparameters)
    {
        Array.Clear(_correlations);
        Array.Fill(_variances, hyperparameters.SignalVariance);
        for (var k = 0; k < _inputs.Dimensions; k++)
        {
            VectorOperations.AddScaled(_correlations, Math.Pow(hyperparameters.LengthScales[k], -2), _inputs.Squares(k));
        }

        for (var group = 0; group < _factors.Length; group++)
        {
            FillFactors(group, hyperparameters);
        }

        Kernel.Apply(_options.Shape, _correlations, _slopes);
        var (n, pair) = (_inputs.Count, 0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++, pair++)
            {
                _matrix[(i * n) + j] = _variances[pair] * _correlations[pair];
            }

            _matrix[(i * n) + i] = VarianceAt(hyperparameters, i) + hyperparameters.NoiseVariance;
        }
    }

    private void FillFactors(int group, Hyperparameters hyperparameters)
    {
        var (factors, place) = (_factors[group], _kernel.First(group));
        Array.Fill(factors, hyperparameters.Offsets[group]);
        foreach (var dimension in _inputs.Growing[group])
        {
            VectorOperations.AddScaled(factors, hyperparameters.Growth[place++], _inputs.Products(dimension));
        }

        for (var pair = 0; pair < factors.Length; pair++)
        {
            _variances[pair] *= factors[pair];
        }
    }

    private double VarianceAt(Hyperparameters hyperparameters, int point) =>
        _kernel.Variance(hyperparameters, _inputs.Points[point], _inputs.Points[point]);

    private void FillGradient(CholeskyFactor factor, double[] weights, Hyperparameters hyperparameters, Span<double> gradient)
    {
        var (inverse, n, pair) = (factor.Inverse(), _inputs.Count, 0);
        var (trace, diagonal) = (0.0, new double[n]); // of the influences of noise and of variance
        var total = 0.0;
        for (var i = 0; i < n; i++)
        {
            var influences = inverse.AsSpan(i * n, i); // of the pairs of this row
            VectorOperations.AddScaled(influences, -weights[i], weights);
            VectorOperations.Multiply(influences, _variances.AsSpan(pair));
            VectorOperations.Multiply(_slopes.AsSpan(pair, i), influences);
            VectorOperations.Multiply(_correlations.AsSpan(pair, i), influences);
            for (var last = pair + i; pair < last; pair++)
            {
                total += _correlations[pair];
            }

            var own = inverse[(i * n) + i] - (weights[i] * weights[i]);
            diagonal[i] = 0.5 * own * VarianceAt(hyperparameters, i);
            trace += own;
            total += diagonal[i];
        }

        for (var k = 0; k < _inputs.Dimensions; k++)
        {
            gradient[k] = Math.Pow(hyperparameters.LengthScales[k], -2) * VectorOperations.Dot(_slopes, _inputs.Squares(k));
        }

        for (var group = 0; group < _factors.Length; group++)
        {
            FillGradient(group, diagonal, hyperparameters, gradient[_inputs.Dimensions..]);
        }

        gradient[^3] = total;
        gradient[^2] = 0.5 * hyperparameters.NoiseVariance * trace;
        gradient[^1] = -weights.Sum();
        for (var trend = 0; trend < _inputs.Trends.Length; trend++)
        {
            gradient[^(3 + _inputs.Trends.Length - trend)] = -VectorOperations.Dot(weights, _inputs.Column(_inputs.Trends[trend]));
        }
    }

    /// <summary>The derivatives by one group's growth and offset.</summary>
    private void FillGradient(int group, double[] diagonal, Hyperparameters hyperparameters, Span<double> gradient)
    {
        var (shares, own) = (_factors[group], new double[diagonal.Length]);
        var offset = 0.0;
        for (var pair = 0; pair < shares.Length; pair++)
        {
            shares[pair] = _correlations[pair] / shares[pair];
            offset += shares[pair];
        }

        for (var i = 0; i < own.Length; i++)
        {
            own[i] = diagonal[i] / _kernel.Factor(group, hyperparameters, _inputs.Points[i], _inputs.Points[i]);
            offset += own[i];
        }

        var place = _kernel.First(group);
        gradient[_kernel.GrowingDimensions + group] = hyperparameters.Offsets[group] * offset;
        foreach (var dimension in _inputs.Growing[group])
        {
            var sum = VectorOperations.Dot(shares, _inputs.Products(dimension)) + OnDiagonal(own, dimension);
            gradient[place] = hyperparameters.Growth[place++] * sum;
        }
    }

    /// <summary>The typical growth of all dimensions of a group together is 1.</summary>
    private LogNormalPrior GrowthPrior(int place)
    {
        var group = 0;
        while (_kernel.First(group + 1) <= place)
        {
            group++;
        }

        return new(-Math.Log(_inputs.Growing[group].Length), _options.GrowthSpread);
    }

    private double OnDiagonal(double[] diagonal, int dimension)
    {
        var column = _inputs.Column(dimension);
        var sum = 0.0;
        for (var i = 0; i < diagonal.Length; i++)
        {
            sum += diagonal[i] * column[i] * column[i];
        }

        return sum;
    }

    private double AddPriors(ReadOnlySpan<double> vector, Span<double> gradient)
    {
        var total = 0.5 * vector[^1] * vector[^1];
        gradient[^1] += vector[^1];
        var slopes = vector.Length - 3 - _inputs.Trends.Length;
        for (var k = 0; k < vector.Length - 1; k++)
        {
            if (k >= slopes && k < vector.Length - 3)
            {
                total += 0.5 * vector[k] * vector[k] / (_options.TrendSpread * _options.TrendSpread);
                gradient[k] += vector[k] / (_options.TrendSpread * _options.TrendSpread);
                continue;
            }

            var prior = k < _inputs.Dimensions ? _scalePrior
                : k < _inputs.Dimensions + _kernel.GrowingDimensions ? GrowthPrior(k - _inputs.Dimensions)
                : k < vector.Length - 3 ? _options.Offset
                : k == vector.Length - 3 ? _options.SignalVariance : _options.NoiseVariance;
            var (value, slope) = prior.Penalty(vector[k]);
            total += value;
            gradient[k] += slope;
        }

        return total;
    }
}
