using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers;

public sealed class BayesianSamplerTests : SamplerConformance
{
    protected override int Keys => 40;

    protected override ISampler CreateSampler() => new BayesianSampler(RandomKey.FromSeed(2), new BayesianOptions { InitialTrials = 4 });
}
