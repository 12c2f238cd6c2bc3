using AutoPeft.Search.Numerics;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Surrogates;

/// <summary>How likely a configuration is to keep a limit on a measured value: <c>Φ(−μ/σ)</c> of a Gaussian process of the value's excess over it.</summary>
/// <remarks>
/// Gardner, Kusner, Xu, Weinberger and Cunningham, "Bayesian Optimization with Inequality Constraints", ICML 2014, equation 5. The process
/// sees values, not only whether they were allowed, so it knows from below that a limit is near.
/// </remarks>
internal sealed class ConstraintModel : IFeasibility
{
    private readonly GaussianProcess _process;
    private readonly LossScale _scale;
    private readonly double _limit; // the limit as a target

    private ConstraintModel(Opinion opinion)
    {
        (_process, _scale) = opinion;
        _limit = _scale.ToTarget(0);
    }

    /// <summary>The models of a study's constraints; of those that were measured at least twice.</summary>
    /// <param name="study">The study.</param>
    /// <param name="encoding">How its configurations become points.</param>
    /// <param name="options">How to fit.</param>
    public static IEnumerable<ConstraintModel> AllOf(StudySnapshot study, StudyEncoding encoding, GaussianProcessOptions options)
    {
        // A limit has no floor, and NUTS would cost seconds for what one good fit says as well.
        var plain = options with { FloorDistances = [], Inference = Inference.Best };
        for (var i = 0; i < study.Constraints.Length; i++)
        {
            var known = study.Observations.Where(observation => study.ExcessOf(observation, i) is not null).ToArray();
            if (known.Length >= 2)
            {
                var inputs = encoding.Inputs(known.Select(observation => observation.Configuration), plain.Grows);
                var excesses = Explosions.Tame([.. known.Select(observation => study.ExcessOf(observation, i)!.Value)]);

                yield return new(GaussianProcessModel.Fit(inputs, excesses, plain, default).Opinions[0]);
            }
        }
    }

    /// <inheritdoc/>
    public double Log(ReadOnlySpan<double> point)
    {
        var (mean, variance) = _process.Predict(point);

        return StandardNormal.LogProbability((_limit - mean) / Math.Sqrt(variance));
    }

    /// <inheritdoc/>
    public double LogWithGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var byVariance = new double[gradient.Length];
        var (mean, variance) = _process.PredictWithGradient(point, gradient, byVariance);
        var deviation = Math.Sqrt(variance);
        var z = (_limit - mean) / deviation;
        var hazard = Math.Exp(StandardNormal.LogDensity(z) - StandardNormal.LogProbability(z));
        for (var k = 0; k < gradient.Length; k++)
        {
            gradient[k] = hazard * ((-gradient[k] / deviation) - (0.5 * z * byVariance[k] / variance));
        }

        return StandardNormal.LogProbability(z);
    }
}
