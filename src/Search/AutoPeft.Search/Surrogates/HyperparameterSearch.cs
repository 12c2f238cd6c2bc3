using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Surrogates;

/// <summary>Decides how to scale losses, and which hyperparameters to believe in.</summary>
internal static class HyperparameterSearch
{
    private const int Sample = 200; // so many observations are enough to choose by

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
        var range = (Low: losses.Min(), High: losses.Max());
        if (inputs.Count <= Sample)
        {
            return Read(Choose(inputs, losses, range, options), inputs);
        }

        // The scale, and nearly the hyperparameters, show in an evenly spread part; a few steps on everything do the rest.
        var chosen = Enumerable.Range(0, Sample).Select(i => (int)((long)i * inputs.Count / Sample)).ToArray();
        var part = new TrainingInputs([.. chosen.Select(i => inputs.Points[i])], inputs.Growing, inputs.Dimensions).WithTrends(inputs.Trends);
        var first = Choose(part, Array.ConvertAll(chosen, i => losses[i]), range, options);
        var last = options with { MaximumEvaluations = options.MaximumEvaluations / 4 };

        return Read(Fit(inputs, losses, LossScale.Of(losses, first.Scale.Floor), (last, [first.Vector])), inputs);
    }

    private static (LossScale Scale, Hyperparameters Process) Read(Found found, TrainingInputs inputs) =>
        (found.Scale, Hyperparameters.FromVector(found.Vector, inputs));

    /// <summary>The most likely of all scales, and its best hyperparameters.</summary>
    private static Found Choose(TrainingInputs inputs, double[] losses, (double Low, double High) range, GaussianProcessOptions options)
    {
        var plain = Fit(inputs, losses, LossScale.Of(losses), (options, GaussianProcessFit.Starts(inputs, options)));
        var evidence = inputs.Growing.IsEmpty ? options.FloorEvidence : 0; // where variances grow, gains are known to shrink
        var best = plain with { Loss = plain.Loss - (evidence * losses.Length) };
        foreach (var distance in range.High > range.Low ? options.FloorDistances : [])
        {
            var floor = range.Low - (distance * (range.High - range.Low));
            var found = Fit(inputs, losses, LossScale.Of(losses, floor), (options, [plain.Vector]));
            best = found.Loss < best.Loss ? found : best;
        }

        return best;
    }

    private static IReadOnlyList<Hyperparameters> Sparse(
        TrainingInputs inputs, double[] targets, GaussianProcessOptions options, RandomKey key)
    {
        // How far an earlier study is to be believed is found once; the prior is about what remains.
        var trends = inputs.Trends.IsEmpty ? [] : GaussianProcessFit.Fit(inputs, targets, options).Trends;
        double[] rest = [.. targets.Select((target, i) => target - trends.Sum(trend => trend.Slope * inputs.Points[i][trend.Coordinate]))];
        var posterior = new SaasPosterior(new(inputs.WithTrends([]), rest, options), inputs.Dimensions);
        var processes = options.Inference == Inference.SparseDraws
            ? SparseInference.Draws(posterior, options.Draws, key)
            : SparseInference.Ensemble(posterior, options.MaximumEvaluations);

        return [.. processes.Select(process => process with { Trends = trends })];
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
