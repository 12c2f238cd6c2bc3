using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Surrogates;

/// <summary>Decides how to scale losses, and which hyperparameters to believe in.</summary>
internal static class HyperparameterSearch
{
    /// <summary>The scale under which the losses are most likely, and the processes of all opinions.</summary>
    /// <param name="inputs">The points.</param>
    /// <param name="losses">[n].</param>
    /// <param name="options">Priors and limits.</param>
    /// <param name="key">Where random choices come from.</param>
    public static IReadOnlyList<(LossScale Scale, Hyperparameters Process)> Of(
        TrainingInputs inputs, double[] losses, GaussianProcessOptions options, RandomKey key)
    {
        if (options.Inference != Inference.Best)
        {
            var scale = LossScale.Of(losses);
            return [.. Sparse(inputs, Array.ConvertAll(losses, scale.ToTarget), options, key).Select(process => (scale, process))];
        }

        return [Best(inputs, losses, options)];
    }

    private static (LossScale Scale, Hyperparameters Process) Best(TrainingInputs inputs, double[] losses, GaussianProcessOptions options)
    {
        var plain = Fit(inputs, losses, LossScale.Of(losses), (options, GaussianProcessFit.Starts(inputs, options)));
        var (low, high) = (losses.Min(), losses.Max());
        var evidence = inputs.Growing.IsEmpty ? options.FloorEvidence : 0; // where variances grow, gains are known to shrink
        var best = plain with { Loss = plain.Loss - (evidence * losses.Length) };
        foreach (var distance in high > low ? options.FloorDistances : [])
        {
            var found = Fit(inputs, losses, LossScale.Of(losses, low - (distance * (high - low))), (options, [plain.Vector]));
            best = found.Loss < best.Loss ? found : best;
        }

        return (best.Scale, Hyperparameters.FromVector(best.Vector, inputs.Dimensions, inputs.Growing.Length));
    }

    private static IReadOnlyList<Hyperparameters> Sparse(
        TrainingInputs inputs, double[] targets, GaussianProcessOptions options, RandomKey key)
    {
        var posterior = new SaasPosterior(new(inputs, targets, options), inputs.Dimensions);

        return options.Inference == Inference.SparseDraws
            ? SparseInference.Draws(posterior, options.Draws, key)
            : SparseInference.Ensemble(posterior, options.MaximumEvaluations);
    }

    private static Found Fit(
        TrainingInputs inputs, double[] losses, LossScale scale, (GaussianProcessOptions Options, IEnumerable<double[]> Starts) search)
    {
        var likelihood = new MarginalLikelihood(inputs, Array.ConvertAll(losses, scale.ToTarget), search.Options);
        var (vector, loss) = GaussianProcessFit.Maximize(likelihood, search.Starts);

        return new(scale, vector, loss - scale.LogJacobian(losses));
    }

    private sealed record Found(LossScale Scale, double[] Vector, double Loss);
}
