using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>Hyperparameters under the SAAS prior.</summary>
internal static class SparseInference
{
    private const int Strengths = 4;

    /// <summary>The most probable hyperparameters for each of several τ, at the middles of equally probable parts of its prior.</summary>
    /// <remarks>As BoTorch's ensemble of SAAS models with sampled τ, but with the same τ every time.</remarks>
    /// <param name="posterior">The posterior.</param>
    /// <param name="evaluations">The most evaluations of one search.</param>
    public static IReadOnlyList<Hyperparameters> Ensemble(SaasPosterior posterior, int evaluations)
    {
        var found = new List<Hyperparameters>();
        for (var strength = 0; strength < Strengths; strength++)
        {
            var (low, high, start) = (posterior.Low(), posterior.High(), posterior.Start());
            var sparsity = Math.Log(SaasPosterior.Sparsity * Math.Tan(Math.PI / 2 * (strength + 0.5) / Strengths));
            (low[0], high[0], start[0]) = (sparsity, sparsity, sparsity);
            var minimizer = new BoundedMinimizer(low, high) { MaximumEvaluations = evaluations, GradientTolerance = 1e-3, ValueTolerance = 1e-6 };
            found.Add(posterior.Read(minimizer.Minimize(posterior.Evaluate, start).Point));
        }

        return found;
    }

    /// <summary>Draws from the posterior, from near its maximum on.</summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="options">How long to draw.</param>
    /// <param name="key">Where random choices come from.</param>
    public static IReadOnlyList<Hyperparameters> Draws(SaasPosterior posterior, NoUTurnOptions options, RandomKey key)
    {
        var search = new BoundedMinimizer(posterior.Low(), posterior.High()) { MaximumEvaluations = 20 };
        var start = search.Minimize(posterior.Evaluate, posterior.Start()).Point;

        return [.. new NoUTurnSampler(posterior.Evaluate, options).Draw(start, key).Select(draw => posterior.Read(draw))];
    }
}
