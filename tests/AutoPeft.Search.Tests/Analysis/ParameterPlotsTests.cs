using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.Analysis;

public sealed class ParameterPlotsTests
{
    private static readonly StudySnapshot Study = new(
        new([new FloatDomain("x", 0, 1), new BooleanDomain("f"), new FloatDomain("y", 0, 1) { When = new("f", [ParameterValue.Of(true)]) }]),
        [new("quality", Direction.Maximize)])
    {
        Observations = [At(0.1, 0.5, 10), At(0.2, null, 30), At(0.3, 0.6, 20)],
    };

    [Fact]
    public void A_slice_has_every_trial_with_the_rank_of_its_value() => Assert.Equal(
        [new(0, ParameterValue.Of(0.5), 10, 1), new(1, null, 30, 0), new(2, ParameterValue.Of(0.6), 20, 0.5)],
        ParameterPlots.Slice(Study, "y", 0));

    [Fact]
    public void A_contour_has_the_trials_in_which_both_are_active() => Assert.Equal(
        [new(0, ParameterValue.Of(0.1), ParameterValue.Of(0.5), 10, 1), new(2, ParameterValue.Of(0.3), ParameterValue.Of(0.6), 20, 0.5)],
        ParameterPlots.Contour(Study, ("x", "y"), 0));

    private static Observation At(double x, double? y, double quality)
    {
        var configuration = new Configuration([KeyValuePair.Create("x", ParameterValue.Of(x)), KeyValuePair.Create("f", ParameterValue.Of(y is not null))]);

        return new(y is { } value ? configuration.With("y", ParameterValue.Of(value)) : configuration, [quality]);
    }
}
