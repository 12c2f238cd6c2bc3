#if MLNET
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.MlNet.Tests;

public sealed class CostFrugalConformanceTests : SamplerConformance
{
    protected override int Keys => 20;

    protected override StudySnapshot StudyOf(SearchSpace space) => StudySnapshots.WithOneObjective(space);

    protected override ISampler CreateSampler() => new TunerSampler(TunerAlgorithm.CostFrugal, RandomKey.FromSeed(3));
}
#endif
