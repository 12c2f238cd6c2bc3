namespace AutoPeft.Search.Surrogates;

/// <summary>The posterior of hyperparameters under the sparse axis-aligned subspace prior, as a negative log density.</summary>
/// <remarks>
/// Eriksson and Jankowiak, "High-Dimensional Bayesian Optimization with Sparse Axis-Aligned Subspaces", UAI 2021: 1/ℓ² = τρ,
/// τ ~ HalfCauchy(0.1), ρ ~ HalfCauchy(1) for each dimension; with BoTorch's signal variance ~ Gamma(2, 0.15), noise variance ~
/// Gamma(0.9, 10) and mean ~ Normal(0, 1). It moves in [log τ, log ρ…, log signal variance, log noise variance, mean], with the density of
/// the logarithms.
/// </remarks>
/// <param name="likelihood">The likelihood of a process without growth.</param>
/// <param name="dimensions">The number of dimensions.</param>
internal sealed class SaasPosterior(MarginalLikelihood likelihood, int dimensions)
{
    /// <summary>The scale of the half-Cauchy prior of τ.</summary>
    public const double Sparsity = 0.1;

    /// <summary>The number of coordinates.</summary>
    public int Length => dimensions + 4;

    /// <summary>Where to start: the priors' typical values, and nothing but what the data need.</summary>
    public double[] Start() => [Math.Log(Sparsity), .. new double[dimensions], Math.Log(2), Math.Log(0.01), 0];

    /// <summary>The smallest place that a search for the maximum considers.</summary>
    public double[] Low() => [-12, .. Enumerable.Repeat(-10.0, dimensions), Math.Log(1e-2), Math.Log(likelihood.Options.MinimumNoise), -5];

    /// <summary>The largest place that a search for the maximum considers.</summary>
    public double[] High() => [7, .. Enumerable.Repeat(10.0, dimensions), Math.Log(1e3), Math.Log(4), 5];

    /// <summary>The hyperparameters of a place.</summary>
    public Hyperparameters Read(ReadOnlySpan<double> place) => likelihood.Read(ToVector(place));

    /// <summary>The negative log density at a place, up to a constant, and its gradient.</summary>
    public double Evaluate(ReadOnlySpan<double> place, Span<double> gradient)
    {
        var inner = new double[dimensions + 3];
        var value = Within(place) ? likelihood.EvaluateWithoutPriors(ToVector(place), inner) : double.PositiveInfinity;
        gradient.Clear();
        if (!double.IsFinite(value))
        {
            return double.PositiveInfinity;
        }

        for (var k = 0; k < dimensions; k++)
        {
            gradient[k + 1] = -0.5 * inner[k]; // log ℓ = −½ (log τ + log ρ)
            gradient[0] -= 0.5 * inner[k];
        }

        inner.AsSpan(dimensions).CopyTo(gradient[(dimensions + 1)..]);
        return value + AddPriors(place, gradient);
    }

    private static bool Within(ReadOnlySpan<double> place)
    {
        foreach (var coordinate in place)
        {
            if (!(Math.Abs(coordinate) < 30))
            {
                return false;
            }
        }

        return true;
    }

    private static double HalfCauchy(double logarithm, double scale, ref double slope)
    {
        var square = Math.Exp(2 * logarithm) / (scale * scale);
        slope += (2 * square / (1 + square)) - 1;

        return Math.Log(1 + square) - logarithm;
    }

    private static double Gamma(double logarithm, (double Shape, double Rate) prior, ref double slope)
    {
        slope += (prior.Rate * Math.Exp(logarithm)) - prior.Shape;

        return (prior.Rate * Math.Exp(logarithm)) - (prior.Shape * logarithm);
    }

    private double[] ToVector(ReadOnlySpan<double> place)
    {
        var vector = new double[dimensions + 3];
        for (var k = 0; k < dimensions; k++)
        {
            vector[k] = -0.5 * (place[0] + place[k + 1]);
        }

        place[(dimensions + 1)..].CopyTo(vector.AsSpan(dimensions));
        return vector;
    }

    private double AddPriors(ReadOnlySpan<double> place, Span<double> gradient)
    {
        var total = HalfCauchy(place[0], Sparsity, ref gradient[0]);
        for (var k = 1; k <= dimensions; k++)
        {
            total += HalfCauchy(place[k], 1, ref gradient[k]);
        }

        total += Gamma(place[^3], (2, 0.15), ref gradient[^3]) + Gamma(place[^2], (0.9, 10), ref gradient[^2]);
        gradient[^1] += place[^1];
        return total + (0.5 * place[^1] * place[^1]);
    }
}
