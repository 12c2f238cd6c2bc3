using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Surrogates;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers;

/// <summary>The Bayesian sampler with draws of hyperparameters, fewer than by default.</summary>
public sealed class SaasSamplerTests : SamplerConformance
{
    protected override int Keys => 10;

    protected override ISampler CreateSampler() => new BayesianSampler(RandomKey.FromSeed(2), new BayesianOptions
    {
        InitialTrials = 4,
        Surrogate = new() { Inference = Inference.SparseDraws, Draws = new() { Warmup = 20, Steps = 16, Thinning = 8, MaximumDepth = 4 } },
    });
}
