using AutoPeft.Trials.Control;

namespace AutoPeft.Trials.Tests.Control;

public sealed class RemainingTimeTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nothing_is_known_before_the_first_trial_has_ended()
    {
        var remaining = new RemainingTime(new(10, null));
        remaining.Begin(Begin);

        Assert.Null(remaining.At(At(60), 0, Seconds(60)));
    }

    [Fact]
    public void The_rest_takes_as_long_a_trial_as_those_that_ended()
    {
        var remaining = Measured(new(10, null));

        Assert.Equal(Seconds(8 * 30), remaining.At(At(60), 2, Seconds(60)));
    }

    [Fact]
    public void Between_two_ends_the_estimate_runs_down_and_never_below_zero()
    {
        var remaining = Measured(new(3, null));

        Assert.Equal(Seconds(20), remaining.At(At(70), 2, Seconds(70)));
        Assert.Equal(TimeSpan.Zero, remaining.At(At(700), 2, Seconds(700)));
    }

    [Fact]
    public void A_time_budget_that_ends_earlier_counts() =>
        Assert.Equal(Seconds(40), Measured(new(10, Seconds(100))).At(At(60), 2, Seconds(60)));

    [Fact]
    public void A_time_budget_alone_is_its_rest() =>
        Assert.Equal(Seconds(70), new RemainingTime(new(null, Seconds(100))).At(At(30), 0, Seconds(30)));

    [Fact]
    public void Trials_of_earlier_sessions_do_not_count_for_the_speed()
    {
        var remaining = new RemainingTime(new(10, null));
        remaining.Finished(At(-1000), counts: false);
        remaining.Begin(Begin);
        remaining.Finished(At(10), counts: true);

        Assert.Equal(Seconds(80), remaining.At(At(10), 2, Seconds(10)));
    }

    private static RemainingTime Measured(Definition.BudgetDefinition budget)
    {
        var remaining = new RemainingTime(budget);
        remaining.Begin(Begin);
        remaining.Finished(At(20), counts: true);
        remaining.Finished(At(60), counts: true);
        return remaining;
    }

    private static DateTimeOffset At(double seconds) => Begin.AddSeconds(seconds);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
