using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.Samplers;

public sealed class SpacingTests
{
    private static readonly SearchSpace Space = new([new FloatDomain("x", 0, 10), new FloatDomain("rate", 1e-4, 1, Scale.Log), new BooleanDomain("on")]);

    [Fact]
    public void What_differs_by_less_than_a_ten_thousandth_of_each_range_is_too_near()
    {
        var spacing = new Spacing(Study(1, At(5, 1e-2)));

        Assert.False(spacing.IsFree(At(5.0009, 1.0005e-2)));
        Assert.True(spacing.IsFree(At(5.0011, 1e-2)));
        Assert.True(spacing.IsFree(At(5, 1.002e-2))); // the ratio counts: a ten-thousandth of four decades
        Assert.True(spacing.IsFree(At(5, 1e-2, on: true)));
    }

    [Fact]
    public void With_several_objectives_nothing_is_too_near() => Assert.True(new Spacing(Study(2, At(5, 1e-2))).IsFree(At(5, 1.0000001e-2)));

    [Fact]
    public void Late_proposals_for_one_noisy_objective_differ_in_more_than_their_last_digits()
    {
        var (study, sampler) = (Study(1), new BayesianSampler(RandomKey.FromSeed(4)));
        for (var trial = 0; trial < 40; trial++)
        {
            var proposal = sampler.Suggest(study, 1, RandomKey.FromSeed(trial))[0];
            var loss = Math.Pow(proposal["x"].AsNumber - 4, 2) + Math.Pow(Math.Log10(proposal["rate"].AsNumber) + 2, 2) + (0.05 * RandomKey.FromSeed(99).Normal(trial));
            study = study with { Observations = study.Observations.Add(new(proposal, [loss])) };
        }

        var places = study.Observations.Select(observation => observation.Configuration).ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            Assert.True(new Spacing(Study(1, places[..i])).IsFree(places[i]), $"{i}: {places[i].ToJson()}");
        }
    }

    private static Configuration At(double x, double rate, bool on = false) => new(
        [KeyValuePair.Create("x", ParameterValue.Of(x)), KeyValuePair.Create("rate", ParameterValue.Of(rate)), KeyValuePair.Create("on", ParameterValue.Of(on))]);

    private static StudySnapshot Study(int objectives, params Configuration[] known) => new(Space, [.. Enumerable.Range(0, objectives).Select(i => new Objective($"f{i}", Direction.Minimize))])
    {
        Observations = [.. known.Select(configuration => new Observation(configuration, [.. Enumerable.Repeat(1.0, objectives)]))],
    };
}
