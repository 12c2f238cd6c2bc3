using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.Samplers;

public sealed class BaselineTests
{
    private static readonly SearchSpace Space = new(
        [new BooleanDomain("one"), new BooleanDomain("two"), new OrdinalDomain("size", [0, 4, 8]), new FloatDomain("rate", 0, 1)]);

    [Fact]
    public void It_switches_everything_off_and_keeps_the_other_parameters()
    {
        var baseline = Baseline.Of(Study(Space, At(true, true, 8)), At(true, false, 4));

        Assert.Equal(At(false, false, 0), baseline);
    }

    [Fact]
    public void There_is_none_once_all_switches_were_off() => Assert.Null(Baseline.Of(Study(Space, At(false, false, 8)), At(true, true, 4)));

    [Fact]
    public void There_is_none_once_all_sizes_were_0() => Assert.Null(Baseline.Of(Study(Space, At(true, false, 0)), At(true, true, 4)));

    [Fact]
    public void There_is_none_that_the_rules_refuse()
    {
        var space = new SearchSpace(Space.Domains, new() { Forbidden = [ForbiddenClause.Of(("size", ParameterValue.Of(0)))] });

        Assert.Null(Baseline.Of(Study(space, At(true, true, 8)), At(true, true, 4)));
    }

    [Fact]
    public void There_is_none_without_switches_and_sizes()
    {
        var space = new SearchSpace([new FloatDomain("rate", 0, 1)]);
        var tried = Configuration.Empty.With("rate", ParameterValue.Of(0.5));

        Assert.Null(Baseline.Of(Study(space, tried), tried));
    }

    [Fact]
    public void It_is_what_the_model_tries_first()
    {
        var study = Study(Space, At(true, true, 8), At(true, false, 4), At(false, true, 4));
        var sampler = new BayesianSampler(RandomKey.FromSeed(1), new() { InitialTrials = 3 });

        var proposed = sampler.Suggest(study, 2, RandomKey.FromSeed(2));

        Assert.Equal(At(false, false, 0), proposed[0]);
        Assert.NotEqual(proposed[0], proposed[1]);
    }

    private static Configuration At(bool one, bool two, double size) => Configuration.Empty
        .With("one", ParameterValue.Of(one)).With("two", ParameterValue.Of(two)).With("size", ParameterValue.Of(size)).With("rate", ParameterValue.Of(0.5));

    private static StudySnapshot Study(SearchSpace space, params Configuration[] tried) =>
        new(space, [new("error", Direction.Minimize), new("cost", Direction.Minimize)])
        {
            Observations = [.. tried.Select((configuration, index) => new Observation(configuration, [1.0 / (index + 1), index]))],
        };
}
