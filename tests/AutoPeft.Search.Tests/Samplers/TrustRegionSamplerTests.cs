using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers;

public sealed class TrustRegionSamplerTests : SamplerConformance
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    private const int Parameters = 100;

    protected override int Keys => 20;

    [Fact]
    public void In_a_space_of_100_numbers_it_finds_more_than_chance_and_than_the_search_of_the_whole_space()
    {
        var region = Play(new TrustRegionSampler(Key));
        var random = Play(new RandomSampler());
        var whole = Play(new BayesianSampler(Key));

        Assert.True(region > 1.5 * random, $"{region} with a region, {random} at random.");
        Assert.True(region > 1.5 * whole, $"{region} with a region, {whole} in the whole space.");
    }

    protected override ISampler CreateSampler() => new TrustRegionSampler(RandomKey.FromSeed(2), new() { InitialTrials = 4 });

    /// <summary>The hypervolume after 48 trials in batches of 4 on DTLZ2 (Deb, Thiele, Laumanns and Zitzler 2005) with 100 parameters, the best ones moved from the middle.</summary>
    private static double Play(ISampler sampler)
    {
        var space = new SearchSpace([.. Enumerable.Range(0, Parameters).Select(i => new FloatDomain($"x{i}", 0, 1))]);
        var study = new StudySnapshot(space, [new("f1", Direction.Minimize), new("f2", Direction.Minimize)]) { TrialBudget = 48, ReferencePoint = [16, 16] };
        for (var trial = 0; trial < 48; trial += 4)
        {
            study = study with { Observations = [.. study.Observations, .. sampler.Suggest(study, 4, Key.For(trial)).Select(at => new Observation(at, Evaluate(at)))] };
        }

        return Hypervolume.Of([.. study.Observations.Select(study.LossesOf)], [16, 16]);
    }

    private static ImmutableArray<double> Evaluate(Configuration at)
    {
        var g = Enumerable.Range(1, Parameters - 1).Sum(i => Math.Pow(at[$"x{i}"].AsNumber - 0.5 + (0.4 * Math.Sin(i)), 2));
        var angle = Math.PI / 2 * at["x0"].AsNumber;

        return [(1 + g) * Math.Cos(angle), (1 + g) * Math.Sin(angle)];
    }
}
