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
    private readonly LogNormalPrior _scalePrior;
    private readonly double[] _correlations;
    private readonly double[] _slopes;
    private readonly double[] _matrix;

    public MarginalLikelihood(TrainingInputs inputs, double[] targets, GaussianProcessOptions options)
    {
        _inputs = inputs;
        _targets = targets;
        _options = options;
        _scalePrior = GaussianProcessOptions.LengthScales(inputs.Dimensions);
        _correlations = new double[inputs.Pairs];
        _slopes = new double[inputs.Pairs];
        _matrix = new double[inputs.Count * inputs.Count];
    }

    /// <summary>The negative log posterior density up to a constant; positive infinity where it cannot be computed.</summary>
    /// <param name="vector">[dimensions + 3].</param>
    /// <param name="gradient">[dimensions + 3], written.</param>
    public double Evaluate(ReadOnlySpan<double> vector, Span<double> gradient)
    {
        var signal = Math.Exp(vector[^3]);
        var noise = Math.Exp(vector[^2]);
        FillMatrix(vector, signal, noise);
        if (CholeskyFactor.TryOf(_matrix, _inputs.Count, 0) is not { } factor)
        {
            gradient.Clear();
            return double.PositiveInfinity;
        }

        var weights = new double[_inputs.Count]; // α
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = _targets[i] - vector[^1];
        }

        var residual = weights.ToArray();
        factor.Solve(weights);
        var value = 0.5 * (VectorOperations.Dot(residual, weights) + factor.LogDeterminant + (weights.Length * Math.Log(2 * Math.PI)));
        FillGradient(factor, weights, vector, gradient);
        return value + AddPriors(vector, gradient);
    }

    private void FillMatrix(ReadOnlySpan<double> vector, double signal, double noise)
    {
        Array.Clear(_correlations);
        for (var k = 0; k < _inputs.Dimensions; k++)
        {
            VectorOperations.AddScaled(_correlations, Math.Exp(-2 * vector[k]), _inputs.Squares(k));
        }

        Kernel.Apply(_options.Shape, _correlations, _slopes);
        var (n, pair) = (_inputs.Count, 0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                _matrix[(i * n) + j] = signal * _correlations[pair++];
            }

            _matrix[(i * n) + i] = signal + noise;
        }
    }

    private void FillGradient(CholeskyFactor factor, double[] weights, ReadOnlySpan<double> vector, Span<double> gradient)
    {
        var (signal, noise) = (Math.Exp(vector[^3]), Math.Exp(vector[^2]));
        var (inverse, n, pair) = (factor.Inverse(), _inputs.Count, 0);
        var (trace, bySignal) = (0.0, 0.0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++, pair++)
            {
                var influence = signal * (inverse[(i * n) + j] - (weights[i] * weights[j]));
                bySignal += influence * _correlations[pair];
                _slopes[pair] *= influence;
            }

            trace += inverse[(i * n) + i] - (weights[i] * weights[i]);
        }

        for (var k = 0; k < _inputs.Dimensions; k++)
        {
            gradient[k] = Math.Exp(-2 * vector[k]) * VectorOperations.Dot(_slopes, _inputs.Squares(k));
        }

        gradient[^3] = bySignal + (0.5 * signal * trace);
        gradient[^2] = 0.5 * noise * trace;
        gradient[^1] = -weights.Sum();
    }

    private double AddPriors(ReadOnlySpan<double> vector, Span<double> gradient)
    {
        var total = 0.5 * vector[^1] * vector[^1];
        gradient[^1] += vector[^1];
        for (var k = 0; k < vector.Length - 1; k++)
        {
            var prior = k < _inputs.Dimensions ? _scalePrior
                : k == _inputs.Dimensions ? _options.SignalVariance : _options.NoiseVariance;
            var (value, slope) = prior.Penalty(vector[k]);
            total += value;
            gradient[k] += slope;
        }

        return total;
    }
}
