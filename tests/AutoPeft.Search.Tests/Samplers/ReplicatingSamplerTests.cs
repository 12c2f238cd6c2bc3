using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers;

public sealed class ReplicatingSamplerTests : SamplerConformance
{
    private static readonly RandomKey Key = RandomKey.FromSeed(31);

    private static readonly SearchSpace Space = new([new FloatDomain("x", 0, 1)]);

    [Fact]
    public void A_contested_point_is_measured_again_before_a_new_one()
    {
        var study = Noisy(16, noise: 0.3);

        var proposal = Assert.Single(Sampler().Suggest(study, 1, Key));

        Assert.Contains(proposal, study.Known);
    }

    [Fact]
    public void What_is_sure_is_not_measured_again()
    {
        var study = Noisy(16, noise: 0);

        Assert.DoesNotContain(Assert.Single(Sampler().Suggest(study, 1, Key)), study.Known);
    }

    [Fact]
    public void No_more_than_the_share_are_replicates_and_no_point_has_more_seeds_than_allowed()
    {
        var study = Noisy(12, noise: 0.3);
        for (var trial = 0; trial < 12; trial++)
        {
            var proposal = Sampler().Suggest(study, 1, Key.For(trial))[0];
            var seeds = study.Observations.Count(observation => observation.Configuration.Equals(proposal));
            study = study with { Observations = study.Observations.Add(Measure(proposal, 0.3, seeds)) };
        }

        var perPoint = study.Observations.CountBy(observation => observation.Configuration).ToDictionary();
        Assert.InRange(perPoint.Values.Max(), 2, 3);
        Assert.InRange(study.Observations.Length - perPoint.Count, 1, study.Observations.Length / 4);
    }

    [Fact]
    public void What_is_being_measured_again_is_not_asked_for_a_third_time_meanwhile()
    {
        var study = Noisy(16, noise: 0.3);
        var first = Sampler().Suggest(study, 1, Key)[0];

        var second = Sampler().Suggest(study with { Pending = [first] }, 1, Key)[0];

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Other_samplers_are_told_the_mean_of_the_replicates()
    {
        var at = new RandomSampler().Suggest(Noisy(1, 0), 1, Key)[0];
        var study = Noisy(4, 0) with { Observations = [new(at, [1, 2]), new(at, [3, 2], 1)] };
        var spy = new Spy();

        new ReplicatingSampler(spy, new(), learnsFromReplicates: false).Suggest(study, 1, Key);

        Assert.Equal([2, 2], Assert.Single(spy.Told!.Observations).Values);
    }

    protected override ISampler CreateSampler() => new ReplicatingSampler(new RandomSampler(), new() { Seeds = 1 }, false);

    private static ReplicatingSampler Sampler() => new(new RandomSampler(), new(), learnsFromReplicates: false);

    private static StudySnapshot Noisy(int count, double noise)
    {
        var study = new StudySnapshot(Space, [new("loss", Direction.Minimize), new("cost", Direction.Minimize) { IsAnalytic = true }])
        {
            Oracles = ImmutableDictionary.CreateRange<string, Func<Configuration, double>>([new("cost", at => at["x"].AsNumber)]),
        };

        return study with { Observations = [.. new RandomSampler().Suggest(study, count, Key.For("tried")).Select(at => Measure(at, noise, 0))] };
    }

    private static Observation Measure(Configuration at, double noise, int replicate) =>
        new(at, [Math.Exp(-2 * at["x"].AsNumber) + (noise * Key.For(at.Hash).Normal(replicate)), at["x"].AsNumber], replicate);

    private sealed class Spy : ISampler
    {
        public StudySnapshot? Told { get; private set; }

        public IReadOnlyList<Configuration> Suggest(StudySnapshot study, int count, RandomKey key)
        {
            Told = study;
            return [];
        }
    }
}
