using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers;

public sealed class SobolSamplerTests : SamplerConformance
{
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    [Fact]
    public void One_by_one_gives_the_same_sequence_as_all_at_once()
    {
        var study = StudySnapshots.Of(StudySnapshots.MixedSpace);
        var together = CreateSampler().Suggest(study, 4, Key);

        foreach (var expected in together)
        {
            Assert.Equal(expected, Assert.Single(CreateSampler().Suggest(study, 1, Key)));
            study = study.Observe([expected]);
        }
    }

    [Fact]
    public void Sixteen_proposals_hit_each_sixteenth_of_every_parameter()
    {
        var study = StudySnapshots.Of(new SearchSpace([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]));

        var proposals = CreateSampler().Suggest(study, 16, Key);

        Assert.Equal(16, proposals.Select(proposal => (int)(proposal["x"].AsNumber * 16)).Distinct().Count());
        Assert.Equal(16, proposals.Select(proposal => (int)(proposal["y"].AsNumber * 16)).Distinct().Count());
    }

    protected override ISampler CreateSampler() => new SobolSampler(Key);
}
