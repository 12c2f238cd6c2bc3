namespace AutoPeft.Search.Surrogates;

/// <summary>Decides how to scale losses, and which hyperparameters to believe in.</summary>
internal static class HyperparameterSearch
{
    /// <summary>The scale under which the losses are most likely, and the processes of all opinions.</summary>
    /// <param name="inputs">The points.</param>
    /// <param name="losses">[n].</param>
    /// <param name="options">Priors and limits.</param>
    public static (LossScale Scale, IReadOnlyList<Hyperparameters> Opinions) Of(TrainingInputs inputs, double[] losses, GaussianProcessOptions options)
    {
        var best = Fit(inputs, losses, LossScale.Of(losses), (options, GaussianProcessFit.Starts(inputs, options)));
        var (low, high) = (losses.Min(), losses.Max());
        var plain = best.Vector;
        foreach (var distance in high > low ? options.FloorDistances : [])
        {
            var scale = LossScale.Of(losses, low - (distance * (high - low)));
            var found = Fit(inputs, losses, scale, (options, [plain]));
            best = found.Loss < best.Loss ? found : best;
        }

        return (best.Scale, [Hyperparameters.FromVector(best.Vector, inputs.Dimensions, inputs.Growing.Length)]);
    }

    private static (LossScale Scale, double[] Vector, double Loss) Fit(
        TrainingInputs inputs, double[] losses, LossScale scale, (GaussianProcessOptions Options, IEnumerable<double[]> Starts) search)
    {
        var likelihood = new MarginalLikelihood(inputs, Array.ConvertAll(losses, scale.ToTarget), search.Options);
        var (vector, loss) = GaussianProcessFit.Maximize(likelihood, search.Starts);

        return (scale, vector, loss - scale.LogJacobian(losses));
    }
}
