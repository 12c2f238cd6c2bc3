using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.Surrogates;

/// <summary>Finds the hyperparameters of largest posterior density (MAP).</summary>
internal static class GaussianProcessFit
{
    /// <summary>The best hyperparameters found from two starts: everything matters equally, and only what correlates matters.</summary>
    /// <param name="inputs">The points.</param>
    /// <param name="targets">[n], standardised.</param>
    /// <param name="options">Priors and limits.</param>
    public static Hyperparameters Fit(TrainingInputs inputs, double[] targets, GaussianProcessOptions options) =>
        Hyperparameters.FromVector(Maximize(new(inputs, targets, options), Starts(inputs, options)).Vector, inputs);

    /// <summary>The best vector of hyperparameters found from any start, and its negative log posterior density.</summary>
    public static (double[] Vector, double Loss) Maximize(MarginalLikelihood likelihood, IEnumerable<double[]> starts)
    {
        var minimizer = new BoundedMinimizer(likelihood.Low(), likelihood.High())
        {
            MaximumEvaluations = likelihood.Options.MaximumEvaluations,
            GradientTolerance = 1e-3,
            ValueTolerance = 1e-6,
        };

        return starts.Select(start => minimizer.Minimize(likelihood.Evaluate, start)).MinBy(found => found.Value);
    }

    /// <summary>Where to start when nothing is known of the data.</summary>
    public static IEnumerable<double[]> Starts(TrainingInputs inputs, GaussianProcessOptions options)
    {
        var d = inputs.Dimensions;
        var prior = GaussianProcessOptions.LengthScales(d);
        var growth = inputs.Growing.SelectMany(group => Enumerable.Repeat(-Math.Log(group.Length), group.Length));
        var offsets = inputs.Growing.Select(_ => options.Offset.Center);
        double[] tail = [.. growth, .. offsets, .. inputs.Trends.Select(_ => 0.5), options.SignalVariance.Center, Math.Max(options.NoiseVariance.Center, Math.Log(options.MinimumNoise)), 0];

        yield return [.. Enumerable.Repeat(0.5 * Math.Log(d), d), .. tail];
        yield return [.. Enumerable.Repeat(prior.Center, d), .. tail];
    }
}
