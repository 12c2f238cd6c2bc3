using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Acquisition;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Surrogates;

/// <summary>Noisy expected hypervolume improvement: the mean over draws of what the front really is.</summary>
/// <remarks>
/// Daulton, Balandat and Bakshy, "Parallel Bayesian Optimization of Multiple Noisy Objectives with Expected Hypervolume Improvement", NeurIPS 2021,
/// equation 3: <c>E over f(X) of EHVI(x | f(X))</c>, X all tried, pending and chosen configurations. The outer expectation is an average over
/// quasi-random draws, the inner one is exact, since each draw leaves a Gaussian process at x (<see cref="DrawnModel"/>).
/// </remarks>
internal sealed class FrontDraws
{
    private readonly StudyEncoding _encoding;
    private readonly ImmutableArray<IObjectiveModel> _models; // as they were fitted: pending configurations are drawn, not believed
    private readonly int _count;
    private readonly RandomKey _key;

    private FrontDraws(StudyEncoding encoding, ImmutableArray<IObjectiveModel> models, int count, RandomKey key) =>
        (_encoding, _models, _count, _key) = (encoding, models, count, key);

    /// <summary>The draws for models of which at least one saw noise; null when none did or there are other opinions to average over.</summary>
    /// <param name="encoding">How configurations become points.</param>
    /// <param name="models">One for each objective.</param>
    /// <param name="options">When to draw.</param>
    /// <param name="key">Which draws.</param>
    public static FrontDraws? Of(StudyEncoding encoding, ImmutableArray<IObjectiveModel> models, GaussianProcessOptions options, RandomKey key)
    {
        var isNoisy = models.OfType<GaussianProcessModel>().Any(model => model.Opinions[0].Process.Hyperparameters.NoiseVariance >= options.NoisyFrom);

        return isNoisy && options.FrontDraws > 0 && options.Inference == Inference.Best ? new(encoding, models, options.FrontDraws, key) : null;
    }

    /// <summary>The improvement over everything tried, pending and chosen so far.</summary>
    /// <param name="configurations">All of it.</param>
    /// <param name="refused">What does not count for the front.</param>
    /// <param name="reference">[objectives].</param>
    /// <param name="feasibility">How likely candidates are allowed.</param>
    public AcquisitionFunction Acquisition(
        IEnumerable<Configuration> configurations, ImmutableHashSet<Configuration> refused, double[] reference, IReadOnlyList<IFeasibility> feasibility)
    {
        Configuration[] known = [.. configurations.Distinct()];
        var points = Array.ConvertAll(known, _encoding.Point);
        var (models, losses) = (new IObjectiveModel[_models.Length], new double[_models.Length][][]); // losses: [objectives][draws][known]
        for (var i = 0; i < models.Length; i++)
        {
            (models[i], losses[i]) = _models[i] is GaussianProcessModel fitted
                ? DrawnModel.Of(fitted.Opinions[0], points, QuasiNormal.Draw(_count, points.Length, _key.For(i)))
                : (_models[i], Known(_models[i], known, points));
        }

        int[] counting = [.. Enumerable.Range(0, known.Length).Where(index => !refused.Contains(known[index]))];
        IReadOnlyList<IReadOnlyList<double[]>> fronts = [.. Enumerable.Range(0, _count).Select(draw =>
            Array.ConvertAll(counting, index => Array.ConvertAll(losses, drawn => drawn[draw % drawn.Length][index])))];

        return new(_encoding, (models, _count), fronts, reference) { Feasibility = feasibility };
    }

    private static double[][] Known(IObjectiveModel model, Configuration[] known, double[][] points)
    {
        var forecast = new Forecast[1];

        return [[.. known.Select((configuration, index) =>
        {
            model.Predict(configuration, points[index], forecast);
            return forecast[0].Median;
        })]];
    }
}
