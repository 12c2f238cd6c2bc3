using AutoPeft.Search.Numerics;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Surrogates;

/// <summary>How likely a configuration is to give objective values at all, learned from trials that did not.</summary>
/// <remarks>
/// Gaussian process classification by expectation propagation (Rasmussen and Williams 2006, chapter 3): a configuration succeeds with the
/// probability (1 − r) Φ(f), f a Gaussian process and r the probability of failing by chance, which is the same everywhere and so decides nothing.
/// What is left of the probability, Φ(μ/√(1+σ²)), weighs the improvement (Gelbart, Snoek and Adams, "Bayesian Optimization with Unknown
/// Constraints", UAI 2014), to the power of <see cref="Caution"/>: a trial that fails costs more than the improvement that it does not bring.
/// </remarks>
internal sealed class FeasibilityModel : IFeasibility
{
    /// <summary>By how much logarithms of probabilities are multiplied.</summary>
    public const double Caution = 8;

    private const int Sample = 100; // so many trials are enough to choose hyperparameters by
    private const int Most = 300; // and so many to say where trials fail

    private readonly StudyEncoding _encoding;
    private readonly GaussianProcess _process;

    private FeasibilityModel(StudyEncoding encoding, GaussianProcess process, double chance) => (_encoding, _process, Chance) = (encoding, process, chance);

    /// <summary>The probability of failing by chance, wherever a trial is.</summary>
    public double Chance { get; }

    /// <summary>The model of a study, as samplers without other models use it; null when all its trials gave values.</summary>
    public static FeasibilityModel? Of(StudySnapshot study) => study.Infeasible.IsEmpty ? null : Of(study, new(study), new());

    /// <summary>The model of a study; null when all its trials gave values.</summary>
    /// <param name="study">The study.</param>
    /// <param name="encoding">How its configurations become points.</param>
    /// <param name="options">The kernel, and limits of the fit.</param>
    public static FeasibilityModel? Of(StudySnapshot study, StudyEncoding encoding, GaussianProcessOptions options)
    {
        if (study.Infeasible.IsEmpty)
        {
            return null;
        }

        var succeeded = study.Observations.Select(observation => observation.Configuration).Distinct().Select(configuration => (Configuration: configuration, Failed: false));
        var trials = succeeded.Concat(study.Infeasible.Select(trial => (trial.Configuration, Failed: true))).ToArray();
        var vector = LikelihoodOf(Thin(trials, Sample)).Best(options.MaximumEvaluations / 2);
        var all = Thin(trials, Most);
        var believed = LikelihoodOf(all).Infer(vector);
        var process = new Hyperparameters([.. vector[..^2].Select(Math.Exp)], Math.Exp(vector[^2]), 0, Math.Exp(0.5 * vector[^2]));
        double[] targets = [.. believed.Shifts.Zip(believed.Precisions, (shift, precision) => shift / precision)];

        return new(encoding, new(InputsOf(all).Points, targets, process, new(options.Shape), Array.ConvertAll(believed.Precisions, precision => 1 / precision)), Math.Exp(vector[^1]));

        TrainingInputs InputsOf((Configuration Configuration, bool Failed)[] some) => encoding.Inputs(some.Select(trial => trial.Configuration), grows: false);

        FailureLikelihood LikelihoodOf((Configuration Configuration, bool Failed)[] some) =>
            new(InputsOf(some), Array.ConvertAll(some, trial => trial.Failed), options.Shape);
    }

    /// <summary>The logarithm of the probability itself.</summary>
    public double LogProbability(Configuration configuration) => Log(_encoding.Point(configuration)) / Caution;

    /// <inheritdoc/>
    public double Log(ReadOnlySpan<double> point)
    {
        var (mean, variance) = _process.Predict(point);

        return Caution * StandardNormal.LogProbability(mean / Math.Sqrt(1 + variance));
    }

    /// <inheritdoc/>
    public double LogWithGradient(ReadOnlySpan<double> point, Span<double> gradient)
    {
        var byVariance = new double[gradient.Length];
        var (mean, variance) = _process.PredictWithGradient(point, gradient, byVariance);
        var spread = Math.Sqrt(1 + variance);
        var z = mean / spread;
        var hazard = Math.Exp(StandardNormal.LogDensity(z) - StandardNormal.LogProbability(z));
        for (var k = 0; k < gradient.Length; k++)
        {
            gradient[k] = Caution * hazard * (gradient[k] - (0.5 * z * byVariance[k] / spread)) / spread;
        }

        return Caution * StandardNormal.LogProbability(z);
    }

    /// <summary>At most so many trials, evenly spread over those that succeeded, which come first, and those that failed.</summary>
    private static T[] Thin<T>(T[] trials, int most) =>
        trials.Length <= most ? trials : [.. Enumerable.Range(0, most).Select(i => trials[(int)((long)i * trials.Length / most)])];
}
