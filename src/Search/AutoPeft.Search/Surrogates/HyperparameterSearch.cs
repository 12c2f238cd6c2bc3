using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Surrogates;

/// <summary>Decides how to scale losses, and which hyperparameters to believe in.</summary>
internal static class HyperparameterSearch
{
    private const int Sample = 200; // so many observations are enough to choose by
    private const double Shortening = 0.3; // of the length scales where noise is tried as structure

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

        return Read(Fit(first.Grows ? inputs : inputs.WithoutGrowth(), losses, LossScale.Of(losses, first.Scale.Floor), (last, [first.Vector])), inputs);
    }

    private static (LossScale Scale, Hyperparameters Process) Read(Found found, TrainingInputs inputs) =>
        (found.Scale, Hyperparameters.FromVector(found.Vector, found.Grows ? inputs : inputs.WithoutGrowth()));

    /// <summary>Growing variances on the most likely scale, or the same variance everywhere, whichever explains the losses better.</summary>
    private static Found Choose(TrainingInputs inputs, double[] losses, (double Low, double High) range, GaussianProcessOptions options)
    {
        var best = ChooseScale(inputs, losses, range, options);
        if (inputs.Growing.IsEmpty)
        {
            return best;
        }

        // A sum of contributions, such as a cost, does not grow by factors; believing that it does misleads where few things are on.
        var flat = Fit(inputs.WithoutGrowth(), losses, LossScale.Of(losses), (options, GaussianProcessFit.Starts(inputs.WithoutGrowth(), options)));
        return flat.Loss < best.Loss - (options.GrowthEvidence * losses.Length) ? flat : best;
    }

    /// <summary>The most likely of all scales, and its best hyperparameters.</summary>
    private static Found ChooseScale(TrainingInputs inputs, double[] losses, (double Low, double High) range, GaussianProcessOptions options)
    {
        var plain = FitPlain(inputs, losses, options);
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

    /// <summary>The best hyperparameters for losses as they are. What looks like noise is tried as shorter scales without noise too.</summary>
    /// <remarks>The two are different maxima; taking waves for noise sends a search to the same place again and again.</remarks>
    private static Found FitPlain(TrainingInputs inputs, double[] losses, GaussianProcessOptions options)
    {
        var scale = LossScale.Of(losses);
        var found = Fit(inputs, losses, scale, (options, GaussianProcessFit.Starts(inputs, options)));
        if (!inputs.Growing.IsEmpty || found.Vector[^2] < Math.Log(options.NoisyFrom))
        {
            return found;
        }

        double[] exact = [.. found.Vector[..inputs.Dimensions].Select(logarithm => logarithm + Math.Log(Shortening)), .. found.Vector[inputs.Dimensions..]];
        exact[^2] = Math.Log(10 * options.MinimumNoise); // next to nothing, but not at the bound
        var other = Fit(inputs, losses, scale, (options, [exact]));
        return other.Loss < found.Loss ? other : found;
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

        return new(scale, vector, loss - scale.LogJacobian(losses), !inputs.Growing.IsEmpty);
    }

    private sealed record Found(LossScale Scale, double[] Vector, double Loss, bool Grows);
}
