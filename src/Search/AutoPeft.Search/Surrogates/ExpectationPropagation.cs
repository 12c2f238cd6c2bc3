using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>What outcomes say about the Gaussian process that decides them: expectation propagation, all trials at once.</summary>
/// <remarks>
/// Rasmussen and Williams 2006, section 3.6 (equations 3.56 to 3.65). A trial succeeds with the probability <c>(1 − r) Φ(f)</c>, f the process at
/// its configuration and r the probability of failing by chance anywhere. Each outcome is replaced by a normal one of f with precision τ and
/// shift ν (τ times its mean), so that with it f has the mean and the variance that it has with the outcome.
/// </remarks>
internal sealed class ExpectationPropagation
{
    private const int MostSweeps = 40;
    private const double Tolerance = 1e-5;
    private const double Step = 0.7; // of the way: all move at once, each as if the others stayed
    private const double LeastPrecision = 1e-6;

    private readonly double[] _covariance; // [n, n]
    private readonly bool[] _failed;
    private readonly double _mean;
    private readonly double _chance;

    /// <summary>The approximation.</summary>
    /// <param name="covariance">[n, n]: the process at the configurations.</param>
    /// <param name="failed">[n]: which of them failed.</param>
    /// <param name="process">Its mean, and r.</param>
    /// <param name="start">Where to begin: the approximation under nearly the same process; null: nowhere.</param>
    public ExpectationPropagation(double[] covariance, bool[] failed, (double Mean, double Chance) process, ExpectationPropagation? start = null)
    {
        (_covariance, _failed) = (covariance, failed);
        (_mean, _chance) = process;
        Precisions = start?.Precisions.ToArray() ?? [.. failed.Select(_ => LeastPrecision)];
        Shifts = start?.Shifts.ToArray() ?? new double[failed.Length];
        (Roots, Weights) = (new double[failed.Length], new double[failed.Length]);
        Factor = Condition();
        for (var sweep = 0; Sweep() > Tolerance && sweep < MostSweeps; sweep++)
        {
            Factor = Condition();
        }
    }

    /// <summary>[n]: √τ of the sites that <see cref="Factor"/> and <see cref="Weights"/> are about.</summary>
    public double[] Roots { get; }

    /// <summary>[n]: τ.</summary>
    public double[] Precisions { get; }

    /// <summary>[n]: ν.</summary>
    public double[] Shifts { get; }

    /// <summary>[n]: <c>(K + T⁻¹)⁻¹ (ν/τ − m)</c>, the process at a point being its mean plus the covariances times these.</summary>
    public double[] Weights { get; }

    /// <summary>The factor of <c>I + √T K √T</c>.</summary>
    public CholeskyFactor Factor { get; private set; }

    /// <summary>The logarithm of the probability of the outcomes (equation 3.65).</summary>
    public double LogEvidence { get; private set; }

    /// <summary>Its derivative by r.</summary>
    public double ByChance { get; private set; }

    /// <summary>The posterior given the present sites.</summary>
    private CholeskyFactor Condition()
    {
        var n = _failed.Length;
        for (var i = 0; i < n; i++)
        {
            Roots[i] = Math.Sqrt(Precisions[i]);
        }

        var matrix = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                matrix[(i * n) + j] = Roots[i] * Roots[j] * _covariance[(i * n) + j];
            }

            matrix[(i * n) + i] += 1;
            Weights[i] = (Shifts[i] - (Precisions[i] * _mean)) / Roots[i];
        }

        var factor = CholeskyFactor.Of(matrix, n);
        factor.SolveLower(Weights);
        LogEvidence = -0.5 * (factor.LogDeterminant + VectorOperations.Dot(Weights, Weights));
        factor.SolveUpper(Weights);
        for (var i = 0; i < n; i++)
        {
            Weights[i] *= Roots[i];
        }

        return factor;
    }

    /// <summary>Adds what the outcomes contribute to the evidence and moves all sites; how far the farthest had to move.</summary>
    private double Sweep()
    {
        var (n, farthest) = (_failed.Length, 0.0);
        var shares = Unexplained();
        ByChance = 0;
        for (var i = 0; i < n; i++)
        {
            var variance = (1 - shares[i]) / Precisions[i];
            var mean = _mean + VectorOperations.Dot(_covariance.AsSpan(i * n, n), Weights);
            var precision = Precisions[i] * shares[i] / (1 - shares[i]); // of all but this outcome
            var rest = (Mean: ((mean / variance) - Shifts[i]) / precision, Variance: 1 / precision);
            var (logarithm, slope, curvature) = Outcome(i, rest);
            var gap = (Precisions[i] * rest.Mean) - Shifts[i];
            var widening = 1 + (Precisions[i] * rest.Variance);
            LogEvidence += logarithm + (0.5 * (Math.Log(widening) + (gap * gap / (Precisions[i] * widening))));

            var left = Math.Max(1 - (rest.Variance * curvature), 1e-12);
            var (wanted, shift) = (Math.Max(curvature / left, LeastPrecision), (slope + (rest.Mean * curvature)) / left);
            if (!double.IsFinite(wanted + shift))
            {
                continue; // Beyond what can be computed; the site stays as it was.
            }

            farthest = Math.Max(farthest, Math.Abs(wanted - Precisions[i]) / (1 + wanted));
            farthest = Math.Max(farthest, Math.Abs(shift - Shifts[i]) / (1 + Math.Abs(shift)));
            Precisions[i] += Step * (wanted - Precisions[i]);
            Shifts[i] += Step * (shift - Shifts[i]);
        }

        return farthest;
    }

    /// <summary>[n]: the diagonal of <c>(I + √T K √T)⁻¹</c>, the part of each site's variance that the process does not explain.</summary>
    private double[] Unexplained()
    {
        var (n, inverse) = (_failed.Length, Factor.InverseLower());
        var diagonal = new double[n];
        for (var i = 0; i < n; i++)
        {
            VectorOperations.AddScaledSquares(diagonal.AsSpan(0, i + 1), 1, inverse.AsSpan(i * n, i + 1), 0);
        }

        return Array.ConvertAll(diagonal, share => Math.Clamp(share, 1e-12, 1 - 1e-12));
    }

    /// <summary>The logarithm of how likely an outcome is given the others, and its first and negative second derivative by the mean of the process.</summary>
    private (double Logarithm, double Slope, double Curvature) Outcome(int trial, (double Mean, double Variance) rest)
    {
        var spread = Math.Sqrt(1 + rest.Variance);
        var z = rest.Mean / spread * (_failed[trial] ? -1 : 1);
        var likely = StandardNormal.LogProbability(z);
        var decided = Math.Log(1 - _chance); // by the process, not by chance
        var logarithm = _failed[trial] ? Math.Log(_chance + ((1 - _chance) * Math.Exp(likely))) : decided + likely;
        var ratio = Math.Exp(decided + StandardNormal.LogDensity(z) - logarithm);
        ByChance += _failed[trial] ? (1 - Math.Exp(likely)) / Math.Exp(logarithm) : -1 / (1 - _chance);

        // Beyond some point a failure is put down to chance, and says the less the farther: it is no longer as if f had been measured.
        var curvature = Math.Max(ratio * (ratio + z) / (spread * spread), 0);
        return (logarithm, (_failed[trial] ? -1 : 1) * ratio / spread, curvature);
    }
}
