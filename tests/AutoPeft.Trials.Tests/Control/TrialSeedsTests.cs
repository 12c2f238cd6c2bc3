using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Control;

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
    public void Seeds_survive_readers_that_know_only_floating_point_numbers() => Assert.All(
        Enumerable.Range(0, 1000).Select(number => TrialSeeds.Of(0, SampleStudies.Configuration(number))),
        seed => Assert.Equal(seed, (long)(double)seed));
}
