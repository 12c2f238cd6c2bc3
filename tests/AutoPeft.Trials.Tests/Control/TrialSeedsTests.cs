using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Control;

public sealed class TrialSeedsTests
{
    [Fact]
    public void A_configuration_has_one_seed_in_a_study_and_another_in_each_replicate()
    {
        var configuration = SampleStudies.Configuration(1);

        Assert.Equal(TrialSeeds.Of(3, configuration), TrialSeeds.Of(3, SampleStudies.Configuration(1)));
        Assert.Equal(4, new[] { TrialSeeds.Of(3, configuration), TrialSeeds.Of(4, configuration), TrialSeeds.Of(3, configuration, 1), TrialSeeds.Of(3, SampleStudies.Configuration(2)) }.Distinct().Count());
    }

    [Fact]
    public void What_the_study_has_is_proposed_as_its_next_replicate()
    {
        var trials = new[] { Trial(1, 0, TrialOrigin.Enqueued), Trial(1, 1, TrialOrigin.Sampler), Trial(2, 0, TrialOrigin.Confirmation) };

        var proposals = TrialSeeds.ProposeAll(3, [SampleStudies.Configuration(1), SampleStudies.Configuration(2)], trials);

        Assert.Equal([2, 0], proposals.Select(proposal => proposal.Replicate));
        Assert.Equal([TrialSeeds.Of(3, SampleStudies.Configuration(1), 2), TrialSeeds.Of(3, SampleStudies.Configuration(2))], proposals.Select(proposal => proposal.Seed));
    }

    [Fact]
    public void Seeds_survive_readers_that_know_only_floating_point_numbers() => Assert.All(
        Enumerable.Range(0, 1000).Select(number => TrialSeeds.Of(0, SampleStudies.Configuration(number))),
        seed => Assert.Equal(seed, (long)(double)seed));

    private static Trial Trial(int configuration, int replicate, TrialOrigin origin) => new()
    {
        Number = 0,
        Configuration = SampleStudies.Configuration(configuration),
        Replicate = replicate,
        Origin = origin,
        Seed = 0,
        Queued = DateTimeOffset.UnixEpoch,
    };
}
