using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>How badly hyperparameters explain which trials failed: the negative logarithm of their posterior density, with its gradient.</summary>
/// <remarks>
/// The evidence of <see cref="ExpectationPropagation"/>, whose derivative by a parameter of the covariance is ½ tr((wwᵀ − R) ∂K/∂θ), w its weights and R = (K + T⁻¹)⁻¹
/// (Rasmussen and Williams 2006, equation 5.27). The vector is [log ℓ…, log s², log r]; the mean is s: before any failure nearby five in six succeed.
/// </remarks>
internal sealed class FailureLikelihood
{
    private static readonly LogNormalPrior Signal = new(Math.Log(1e4), 1.5); // borders are sharp: a configuration that succeeded would succeed again
    private static readonly LogNormalPrior Chance = new(Math.Log(0.02), 1.5); // few fail by chance

    private readonly TrainingInputs _inputs;
    private readonly bool[] _failed;
    private readonly KernelShape _shape;
    private readonly LogNormalPrior _scales;
    private readonly double[] _correlations;
    private readonly double[] _slopes;
    private ExpectationPropagation? _last;

    /// <summary>The density.</summary>
    /// <param name="inputs">The configurations.</param>
    /// <param name="failed">[n]: which of them failed.</param>
    /// <param name="shape">The kernel.</param>
    public FailureLikelihood(TrainingInputs inputs, bool[] failed, KernelShape shape)
    {
        (_inputs, _failed, _shape) = (inputs, failed, shape);
        _scales = GaussianProcessOptions.LengthScales(inputs.Dimensions);
        (_correlations, _slopes) = (new double[inputs.Pairs], new double[inputs.Pairs]);
    }

    /// <summary>The best vector found from three starts: an edge where all parameters matter, one where few do, and chance alone.</summary>
    /// <param name="evaluations">The most evaluations for each.</param>
    public double[] Best(int evaluations)
    {
        var (d, share) = (_inputs.Dimensions, _failed.Count(failed => failed) / (double)_failed.Length);
        var minimizer = new BoundedMinimizer(Bound(Math.Log(0.05), Math.Log(0.1), Math.Log(1e-3)), Bound(Math.Log(1e3), Math.Log(1e6), Math.Log(0.9)))
        {
            MaximumEvaluations = evaluations,
            GradientTolerance = 1e-2,
            ValueTolerance = 1e-5,
        };
        double[][] starts =
        [
            Bound(0.5 * Math.Log(d), Signal.Center, Chance.Center),
            Bound(_scales.Center, Signal.Center, Chance.Center),
            Bound(_scales.Center, Signal.Center, Math.Log(Math.Clamp(share, 1e-3, 0.9))),
        ];

        return starts.Select(start => minimizer.Minimize(Evaluate, start)).MinBy(found => found.Value).Point;
    }

    /// <summary>The negative log posterior density up to a constant.</summary>
    /// <param name="vector">[dimensions + 2].</param>
    /// <param name="gradient">written, as long as the vector.</param>
    public double Evaluate(ReadOnlySpan<double> vector, Span<double> gradient)
    {
        var (signal, chance) = (Math.Exp(vector[^2]), Math.Exp(vector[^1]));
        var believed = _last = new(CovarianceOf(vector), _failed, (Math.Sqrt(signal), chance), _last);
        FillGradient(believed, signal, vector, gradient);
        gradient[^1] = -chance * believed.ByChance;
        var value = -believed.LogEvidence;
        for (var k = 0; k < vector.Length; k++)
        {
            var prior = k < _inputs.Dimensions ? _scales : k == vector.Length - 2 ? Signal : Chance;
            var (penalty, slope) = prior.Penalty(vector[k]);
            value += penalty;
            gradient[k] += slope;
        }

        return value;
    }

    /// <summary>What the outcomes say under a vector of hyperparameters.</summary>
    public ExpectationPropagation Infer(ReadOnlySpan<double> vector) =>
        new(CovarianceOf(vector), _failed, (Math.Exp(0.5 * vector[^2]), Math.Exp(vector[^1])));

    private double[] Bound(double scale, double signal, double chance) => [.. Enumerable.Repeat(scale, _inputs.Dimensions), signal, chance];

    private double[] CovarianceOf(ReadOnlySpan<double> vector)
    {
        Array.Clear(_correlations);
        for (var k = 0; k < _inputs.Dimensions; k++)
        {
            VectorOperations.AddScaled(_correlations, Math.Exp(-2 * vector[k]), _inputs.Squares(k));
        }

        Kernel.Apply(_shape, _correlations, _slopes);
        var (n, signal, pair) = (_inputs.Count, Math.Exp(vector[^2]), 0);
        var covariance = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            covariance[(i * n) + i] = signal;
            for (var j = 0; j < i; j++, pair++)
            {
                covariance[(i * n) + j] = covariance[(j * n) + i] = signal * _correlations[pair];
            }
        }

        return covariance;
    }

    private void FillGradient(ExpectationPropagation believed, double signal, ReadOnlySpan<double> vector, Span<double> gradient)
    {
        var (inverse, n, pair, total) = (believed.Factor.Inverse(), _inputs.Count, 0, 0.0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++, pair++)
            {
                var influence = InfluenceOf(i, j);
                _slopes[pair] *= influence;
                total += influence * _correlations[pair];
            }

            total += 0.5 * InfluenceOf(i, i);
        }

        for (var k = 0; k < _inputs.Dimensions; k++)
        {
            gradient[k] = Math.Exp(-2 * vector[k]) * VectorOperations.Dot(_slopes, _inputs.Squares(k));
        }

        gradient[^2] = total - (0.5 * Math.Sqrt(signal) * believed.Weights.Sum()); // the mean moves too

        double InfluenceOf(int i, int j) => signal
            * ((believed.Roots[i] * believed.Roots[j] * inverse[(i * n) + j]) - (believed.Weights[i] * believed.Weights[j]));
    }
}
