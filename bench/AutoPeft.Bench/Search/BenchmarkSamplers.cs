using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Samplers.Evolution;
using AutoPeft.Search.Samplers.Tpe;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Bench.Search;

/// <summary>The samplers that are compared, by the names of the tables.</summary>
internal static class BenchmarkSamplers
{
    /// <summary>The names, the default sampler first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["bayesian", "saas", "saas-ensemble", "bayesian-noisy", "tpe", "nsga2", "sobol", "random"];

    /// <summary>A sampler for one study.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="study">The study's key.</param>
    /// <param name="initial">How many trials it begins with before it learns, where it can be told; 0, the default: they are prescribed. Null: its own default.</param>
    public static ISampler Create(string name, RandomKey study, int? initial = 0) => name switch
    {
        "bayesian" => Bayesian(study, initial, Inference.Best),
        "saas" => Bayesian(study, initial, Inference.SparseDraws),
        "saas-ensemble" => Bayesian(study, initial, Inference.SparseEnsemble),
        "bayesian-noisy" => new BayesianSampler(study.For("design"), new() { InitialTrials = initial, Surrogate = new() { DoubtsSingleMeasurements = true } }),
        "tpe" => new TpeSampler(study.For("design"), new() { InitialTrials = initial }),
        "nsga2" => new EvolutionSampler(study.For("design")),
        "sobol" => new SobolSampler(study.For("design")),
        "random" => new RandomSampler(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such sampler."),
    };

    private static BayesianSampler Bayesian(RandomKey study, int? initial, Inference inference) =>
        new(study.For("design"), new() { InitialTrials = initial, Surrogate = new() { Inference = inference } });
}
