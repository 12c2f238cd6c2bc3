using AutoPeft.Primitives.Randomness;
#if MLNET
using AutoPeft.Search.MlNet;
#endif
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Samplers.Evolution;
using AutoPeft.Search.Samplers.Tpe;
using AutoPeft.Search.Surrogates;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Control;

/// <summary>Makes the samplers that study files name.</summary>
public static class SamplerCatalog
{
    /// <summary>Whether ML.NET was built in, and with it <see cref="SamplerNames.Tuners"/>.</summary>
#if MLNET
    public static bool HasTuners => true;
#else
    public static bool HasTuners => false;
#endif

    /// <summary>The sampler of a study.</summary>
    /// <exception cref="ArgumentException">There is none of this name; study files are checked for that when they are read.</exception>
    public static ISampler Create(ControlDefinition control) => control.Replicates > 1
        ? new ReplicatingSampler(
            Named(control),
            new() { Seeds = control.Replicates },
            learnsFromReplicates: control.Sampler.Name is SamplerNames.Bayesian or SamplerNames.Saas or SamplerNames.SaasEnsemble or SamplerNames.TrustRegion)
        : Named(control);

    private static ISampler Named(ControlDefinition control) => control.Sampler.Name switch
    {
        SamplerNames.Random => new RandomSampler(),
        SamplerNames.Sobol => new SobolSampler(RandomKey.FromSeed(control.Seed).For("sobol")),
        SamplerNames.Grid => new GridSampler(),
        SamplerNames.Bayesian => Bayesian(control, Inference.Best),
        SamplerNames.Saas => Bayesian(control, Inference.SparseDraws),
        SamplerNames.SaasEnsemble => Bayesian(control, Inference.SparseEnsemble),
        SamplerNames.TrustRegion => new TrustRegionSampler(
            RandomKey.FromSeed(control.Seed).For("initial design"), new() { InitialTrials = control.Sampler.Initial }),
        SamplerNames.Tpe => new TpeSampler(
            RandomKey.FromSeed(control.Seed).For("initial design"), new() { InitialTrials = control.Sampler.Initial }),
        SamplerNames.Nsga2 => new EvolutionSampler(
            RandomKey.FromSeed(control.Seed).For("initial design"),
            control.Sampler.Initial is { } population ? new() { Population = population } : null),
#if MLNET
        SamplerNames.CostFrugal => new TunerSampler(TunerAlgorithm.CostFrugal, RandomKey.FromSeed(control.Seed).For("tuner")),
        SamplerNames.Smac => new TunerSampler(TunerAlgorithm.Smac, RandomKey.FromSeed(control.Seed).For("tuner"), control.Sampler.Initial ?? 20),
#endif
        _ => throw new ArgumentException($"There is no sampler '{control.Sampler.Name}'.", nameof(control)),
    };

    private static BayesianSampler Bayesian(ControlDefinition control, Inference inference) => new(
        RandomKey.FromSeed(control.Seed).For("initial design"),
        new() { InitialTrials = control.Sampler.Initial, Surrogate = new() { Inference = inference } });
}
