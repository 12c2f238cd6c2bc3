using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>Finds the hyperparameters of largest posterior density (MAP).</summary>
internal static class GaussianProcessFit
{
    /// <summary>The best hyperparameters found from two starts: everything matters equally, and only what correlates matters.</summary>
    /// <param name="inputs">The points.</param>
    /// <param name="targets">[n], standardised.</param>
    /// <param name="options">Priors and limits.</param>
    public static Hyperparameters Fit(TrainingInputs inputs, double[] targets, GaussianProcessOptions options)
    {
        var likelihood = new MarginalLikelihood(inputs, targets, options);
        var minimizer = new BoundedMinimizer(Low(inputs.Dimensions, options), High(inputs.Dimensions))
        {
            MaximumEvaluations = options.MaximumEvaluations,
            GradientTolerance = 1e-3,
            ValueTolerance = 1e-6,
        };
        var best = Starts(inputs, options)
            .Select(start => minimizer.Minimize(likelihood.Evaluate, start))
            .MinBy(found => found.Value);

        return Hyperparameters.FromVector(best.Point);
    }

    private static IEnumerable<double[]> Starts(TrainingInputs inputs, GaussianProcessOptions options)
    {
        var d = inputs.Dimensions;
        var prior = GaussianProcessOptions.LengthScales(d);
        double[] tail = [options.SignalVariance.Center, Math.Max(options.NoiseVariance.Center, Math.Log(options.MinimumNoise)), 0];

        yield return [.. Enumerable.Repeat(0.5 * Math.Log(d), d), .. tail];
        yield return [.. Enumerable.Repeat(prior.Center, d), .. tail];
    }

    private static double[] Low(int dimensions, GaussianProcessOptions options) =>
        [.. Enumerable.Repeat(Math.Log(0.01), dimensions), Math.Log(1e-3), Math.Log(options.MinimumNoise), -5];

    private static double[] High(int dimensions) =>
        [.. Enumerable.Repeat(Math.Log(1e4), dimensions), Math.Log(1e3), Math.Log(4), 5];
}
