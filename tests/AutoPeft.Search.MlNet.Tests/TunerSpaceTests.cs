#if MLNET
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.MlNet.Tests;

public sealed class TunerSpaceTests
{
    private static readonly SearchSpace Levels = new([
        new OrdinalDomain("size", [0, 4, 8]), new BooleanDomain("scaled") { When = new("size", [ParameterValue.Of(4), ParameterValue.Of(8)]) }, new FloatDomain("rate", 0, 1)]);

    [Fact]
    public void What_a_tuner_looks_at_is_moved_to_its_levels()
    {
        var space = new TunerSpace(Levels, 10);

        Assert.Equal($"{space.ToParameter(At(8, true, 0.3))}", $"{space.SampleFromFeatureSpace([0.7, 0.9, 0.3])}");
    }

    [Fact]
    public void What_is_inactive_makes_no_difference()
    {
        var space = new TunerSpace(Levels, 10);

        Assert.Equal($"{space.SampleFromFeatureSpace([0.1, 0.1, 0.3])}", $"{space.SampleFromFeatureSpace([0.2, 0.9, 0.3])}");
    }

    [Fact]
    public void Every_configuration_is_found_again()
    {
        var study = StudySnapshots.WithOneObjective(StudySnapshots.MixedSpace);
        var space = new TunerSpace(study.Space, 10);

        Assert.All(new RandomSampler().Suggest(study, 200, default), one => Assert.Equal(one, space.ToConfiguration(space.ToParameter(one))));
    }

    [Fact]
    public void More_points_than_allowed_are_refused()
    {
        var space = new TunerSpace(Levels, 2);
        space.SampleFromFeatureSpace([0, 0, 0]);
        Assert.False(space.IsExhausted);

        space.SampleFromFeatureSpace([0, 0, 0]);

        Assert.True(space.IsExhausted);
        Assert.Throws<InvalidOperationException>(() => space.SampleFromFeatureSpace([0, 0, 0]));
    }

    private static Configuration At(double size, bool scaled, double rate) => Configuration.Empty
        .With("size", ParameterValue.Of(size)).With("scaled", ParameterValue.Of(scaled)).With("rate", ParameterValue.Of(rate));
}
#endif
