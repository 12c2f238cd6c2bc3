namespace AutoPeft.Search.Numerics;

/// <summary>The standard normal distribution, accurate far into its tails.</summary>
public static class StandardNormal
{
    private const double InverseRootTwo = 0.70710678118654752440;
    private const double InverseRootTwoPi = 0.39894228040143267794;
    private const double RootHalfPi = 1.25331413731550025121;
    private const double LogRootTwoPi = 0.91893853320467274178;

    /// <summary>The density at <paramref name="z"/>.</summary>
    public static double Density(double z) => InverseRootTwoPi * Math.Exp(-0.5 * z * z);

    /// <summary>The natural logarithm of <see cref="Density"/>.</summary>
    public static double LogDensity(double z) => (-0.5 * z * z) - LogRootTwoPi;

    /// <summary>Mills' ratio of the lower tail, <c>Φ(z)/φ(z)</c>: accurate relatively however far out; overflows above about 38.</summary>
    public static double Mills(double z) => RootHalfPi * ErrorFunction.Erfcx(-z * InverseRootTwo);

    /// <summary>The probability of a value up to <paramref name="z"/>, accurate relatively in the lower tail.</summary>
    public static double Probability(double z) => 0.5 * ErrorFunction.Erfc(-z * InverseRootTwo);

    /// <summary>The natural logarithm of <see cref="Probability"/>, finite for every finite <paramref name="z"/>.</summary>
    public static double LogProbability(double z) => z > -1
        ? Math.Log(Probability(z))
        : Math.Log(0.5 * ErrorFunction.Erfcx(-z * InverseRootTwo)) - (0.5 * z * z);

    /// <summary>The expected excess of <paramref name="z"/> over a standard normal value: <c>φ(z) + z·Φ(z)</c>.</summary>
    /// <remarks>Underflows to 0 below about −38; <see cref="LogExcess"/> does not.</remarks>
    public static double Excess(double z) => z >= 0
        ? Density(z) + (z * Probability(z))
        : Density(z) * ExcessPerDensity(z);

    /// <summary>The natural logarithm of <see cref="Excess"/>, finite for every finite <paramref name="z"/>.</summary>
    /// <remarks>Ament et al., "Unexpected Improvements to Expected Improvement for Bayesian Optimization", 2023, Eq. 9.</remarks>
    public static double LogExcess(double z) => z >= 0
        ? Math.Log(Excess(z))
        : Math.Log(ExcessPerDensity(z)) - (0.5 * z * z) - LogRootTwoPi;

    /// <summary><see cref="Probability"/> and <see cref="Density"/>, both divided by <see cref="Excess"/>.</summary>
    public static (double Probability, double Density) RatiosToExcess(double z)
    {
        if (z >= 0)
        {
            var excess = Excess(z);
            return (Probability(z) / excess, Density(z) / excess);
        }

        var perDensity = ExcessPerDensity(z);
        return (RootHalfPi * ErrorFunction.Erfcx(-z * InverseRootTwo) / perDensity, 1 / perDensity);
    }

    /// <summary>The value whose <see cref="Probability"/> is <paramref name="probability"/>.</summary>
    /// <remarks>A rational start in the argument's sign-symmetric half, polished by Newton steps; about 1e-14 relative.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not in (0, 1).</exception>
    public static double Quantile(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(probability, 1);
        if (probability > 0.5)
        {
            return -Quantile(1 - probability);
        }

        // Abramowitz and Stegun 1964, 26.2.23, is right to 4.5e-4; Newton's method on log Φ, which is concave, does the rest.
        var target = Math.Log(probability);
        var t = Math.Sqrt(-2 * target);
        var z = -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
        for (var step = 0; step < 60; step++)
        {
            var (ratio, density) = RatiosToExcess(z);
            var change = (target - LogProbability(z)) * ratio / density;
            z += change;
            if (Math.Abs(change) <= 1e-15 * Math.Max(1, Math.Abs(z)))
            {
                break;
            }
        }

        return z;
    }

    /// <summary>1 + z·Φ(z)/φ(z) for negative z, without cancellation far out.</summary>
    private static double ExcessPerDensity(double z)
    {
        if (z > -50)
        {
            return 1 + (z * RootHalfPi * ErrorFunction.Erfcx(-z * InverseRootTwo));
        }

        // The asymptotic series of the Mills ratio: 1/z² − 3/z⁴ + 15/z⁶ − …
        var w = 1 / (z * z);
        return w * (1 - (3 * w * (1 - (5 * w * (1 - (7 * w * (1 - (9 * w))))))));
    }
}
