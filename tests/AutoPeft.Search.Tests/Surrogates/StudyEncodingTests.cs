using System.Collections.Immutable;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class StudyEncodingTests
{
    private static readonly SearchSpace Space = new(
        [
            new BooleanDomain("on"), new OrdinalDomain("size", [0, 4, 8]), new OrdinalDomain("depth", [1, 2]),
            new FloatDomain("rate", 0, 2), new BooleanDomain("other"),
        ]);

    private static readonly StudySnapshot Study = new(
        Space, [new("error", Direction.Minimize), new("cost", Direction.Minimize) { IsAnalytic = true }])
    {
        Oracles = ImmutableDictionary<string, Func<Configuration, double>>.Empty.Add("cost", Cost),
        Observations = [new(At(0, 0), [0.5, Cost(At(0, 0))]), new(At(8, 1), [0.4, Cost(At(8, 1))])],
    };

    [Fact]
    public void Switches_sizes_from_0_and_known_losses_grow_in_groups_of_their_own() =>
        Assert.Equal(["0,4", "1", "5"], new StudyEncoding(Study).GrowthGroups.Select(group => string.Join(',', group)));

    [Fact]
    public void A_known_loss_is_a_coordinate_that_spans_what_was_seen()
    {
        var encoding = new StudyEncoding(Study);

        Assert.Equal([1, 0.5, 1, 0.5, 0, 0.5], encoding.Point(At(4, 1)).Select(value => Math.Round(value, 9)));
    }

    [Fact]
    public void Derivatives_take_the_way_through_known_losses_too()
    {
        var encoding = new StudyEncoding(Study);
        var configuration = At(4, 1);
        double[] gradient = [0, 0, 0, 0.3, 0, 2];

        encoding.Chain(new(configuration, encoding.Point(configuration), [new(new FloatDomain("rate", 0, 2), 3)]), gradient);

        // cost = 2 · size · rate; its coordinate is cost / 16, and rate is twice its own coordinate: 0.3 + 2 · (2 · 4 · 2 / 16).
        Assert.Equal(2.3, gradient[3], 1e-6);
    }

    [Fact]
    public void The_share_of_three_or_more_switches_that_are_on_is_a_coordinate()
    {
        string[] names = ["a", "b", "c", "d"];
        var study = new StudySnapshot(new(names.Select(name => new BooleanDomain(name))), Study.Objectives) { Oracles = Study.Oracles.SetItem("cost", _ => 1) };
        var three = names.Aggregate(Configuration.Empty, (configuration, name) => configuration.With(name, ParameterValue.Of(name != "b")));

        var encoding = new StudyEncoding(study);

        Assert.Equal(0.75, encoding.Point(three)[^1]);
        Assert.Equal(6, encoding.Dimensions); // the switches, the known loss, the share
    }

    private static Configuration At(double size, double rate) => Configuration.Empty
        .With("on", ParameterValue.Of(true)).With("size", ParameterValue.Of(size)).With("depth", ParameterValue.Of(2))
        .With("rate", ParameterValue.Of(rate)).With("other", ParameterValue.Of(false));

    private static double Cost(Configuration configuration) => configuration["size"].AsNumber * configuration["rate"].AsNumber * 2;
}
