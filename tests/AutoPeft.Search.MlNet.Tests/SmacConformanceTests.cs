#if MLNET
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.MlNet.Tests;

public sealed class SmacConformanceTests : SamplerConformance
{
    protected override int Keys => 20;

    protected override StudySnapshot StudyOf(SearchSpace space) => StudySnapshots.WithOneObjective(space);

    // The histories of the suite are short; the forest is to decide in them.
    protected override ISampler CreateSampler() => new TunerSampler(TunerAlgorithm.Smac, RandomKey.FromSeed(3), initialTrials: 8);
}
#endif
