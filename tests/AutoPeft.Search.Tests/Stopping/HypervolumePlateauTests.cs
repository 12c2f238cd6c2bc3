using AutoPeft.Search.Stopping;

namespace AutoPeft.Search.Tests.Stopping;

public sealed class HypervolumePlateauTests
{
    private static readonly HypervolumePlateau Rule = new(2, 0.1);

    [Fact]
    public void Too_few_trials_say_nothing()
    {
        Assert.Null(Rule.LastGain([[0, 0], [0, 0], [0, 0]], [1, 1]));
        Assert.Null(Rule.LastGain([null, null, null, null], [1, 1]));
    }

    [Fact]
    public void The_gain_is_a_share_of_what_is_dominated_now()
    {
        // By hand: the first two dominate 0.25, all four 0.5.
        Assert.Equal(0.5, Rule.LastGain([[0.5, 0.5], [0.9, 0.9], [0.5, 0.6], [0, 0.5]], [1, 1])!.Value, 12);
    }

    [Fact]
    public void Failures_gain_nothing() => Assert.Equal(0, Rule.LastGain([[0.5, 0.5], null, null, null], [1, 1])!.Value, 12);

    [Fact]
    public void Without_a_reference_point_one_is_inferred() => Assert.Equal(0, Rule.LastGain([[0, 1], [1, 0], [1, 1], [2, 2]])!.Value, 12);
}
