using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers;

public sealed class GridSamplerTests : SamplerConformance
{
    [Fact]
    public void A_stretch_without_end_that_the_rules_refuse_is_not_walked()
    {
        // The first parameter changes last, so 3^40 configurations come before the first valid one.
        var space = new SearchSpace(
            [new BooleanDomain("on"), .. Enumerable.Range(10, 40).Select(layer => new OrdinalDomain($"size.{layer}", [1, 2, 4]))],
            new() { Required = [new(["on"])] });
        var study = StudySnapshots.WithOneObjective(space);

        var proposals = CreateSampler().Suggest(study, 2, default);

        Assert.Equal(2, proposals.Distinct().Count());
        Assert.All(proposals, proposal => Assert.True(space.IsValid(proposal)));
    }

    protected override ISampler CreateSampler() => new GridSampler();
}
