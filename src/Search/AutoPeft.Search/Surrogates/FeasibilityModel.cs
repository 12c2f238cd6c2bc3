using AutoPeft.Search.Numerics;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Surrogates;

/// <summary>How likely a configuration is to give objective values at all, learned from trials that did not.</summary>
/// <remarks>
/// Least-squares classification (Rasmussen and Williams 2006, section 6.5): a Gaussian process through −2 for trials that gave values
/// and +2 for those that ran out of memory, diverged, failed or broke a measured constraint. A configuration is feasible with the
/// probability that the process is negative there, to the power of <see cref="Caution"/>: a border is sharper than the process
/// believes, and between failures it would hope again and again.
/// </remarks>
internal sealed class FeasibilityModel : IFeasibility
{
    private readonly GaussianProcess _process;

    private FeasibilityModel(GaussianProcess process, double caution) => (_process, Caution) = (process, caution);

    /// <summary>By how much logarithms of probabilities are multiplied: one more than the number of failures for each success.</summary>
    public double Caution { get; }

    /// <summary>The model of a study; null when all its trials gave values.</summary>
    /// <param name="study">The study.</param>
    /// <param name="encoding">How its configurations become points.</param>
    /// <param name="options">Limits of the fit.</param>
    public static FeasibilityModel? Of(StudySnapshot study, StudyEncoding encoding, GaussianProcessOptions options)
    {
        if (study.Infeasible.IsEmpty)
        {
            return null;
        }

        var feasible = study.Observations.Select(observation => observation.Configuration).Distinct().ToArray();
        var inputs = encoding.Inputs(feasible.Concat(study.Infeasible.Select(trial => trial.Configuration)), grows: false);
        var targets = inputs.Points.Select((_, index) => index < feasible.Length ? -2.0 : 2.0).ToArray();
        var classes = options with { SignalVariance = new(Math.Log(4), 0.5), NoiseVariance = new(-4, 0.5) };

        return new(new(inputs.Points, targets, GaussianProcessFit.Fit(inputs, targets, classes), new(options.Shape)), 1 + ((double)study.Infeasible.Length / feasible.Length));
    }

    /// <inheritdoc/>
    public double Log(ReadOnlySpan<double> point)
    {
        var (mean, variance) = _process.Predict(point);

        return Caution * StandardNormal.LogProbability(-mean / Math.Sqrt(variance));
    }

    /// <inheritdoc/>
    public double LogWithGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var byVariance = new double[gradient.Length];
        var (mean, variance) = _process.PredictWithGradient(point, gradient, byVariance);
        var deviation = Math.Sqrt(variance);
        var z = -mean / deviation;
        var hazard = Math.Exp(StandardNormal.LogDensity(z) - StandardNormal.LogProbability(z));
        for (var k = 0; k < gradient.Length; k++)
        {
            gradient[k] = Caution * hazard * ((-gradient[k] / deviation) + (0.5 * mean * byVariance[k] / (variance * deviation)));
        }

        return Caution * StandardNormal.LogProbability(z);
    }
}
