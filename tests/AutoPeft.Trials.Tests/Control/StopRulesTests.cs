using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Control;

public sealed class StopRulesTests
{
    private static readonly BudgetDefinition TwentyTrials = new(20, null);

    [Fact]
    public void A_study_goes_on_while_there_is_budget() => Assert.Null(Decide(Study("CCCFI"), TwentyTrials));

    [Fact]
    public void A_spent_budget_of_trials_finishes_it() =>
        Assert.Equal(StudyStatus.Finished, Decide(Study("CCCC"), new(4, null))!.Value.Status);

    [Fact]
    public void Waiting_and_failed_trials_count_and_cancelled_ones_and_baselines_do_not()
    {
        var study = Study("CQFX");
        var withBaseline = study with { Trials = [.. study.Trials, Trial('C') with { Origin = TrialOrigin.Baseline }] };

        Assert.Equal(17, StopRules.Remaining(withBaseline, TwentyTrials));
        Assert.Null(StopRules.Remaining(withBaseline, new(null, TimeSpan.FromHours(1))));
    }

    [Fact]
    public void A_spent_time_finishes_it()
    {
        var budget = new BudgetDefinition(20, TimeSpan.FromMinutes(5));

        Assert.Null(StopRules.Decide(Study("C"), Control(budget), TimeSpan.FromMinutes(4.9)));
        Assert.Equal((StudyStatus.Finished, "The time budget of 00:05:00 is spent."), StopRules.Decide(Study("C"), Control(budget), TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void Spent_device_hours_finish_it_and_attempts_in_parallel_add_up()
    {
        var study = Study("CC");
        study = study with { Trials = [.. study.Trials.Select(trial => trial with { Attempts = [Attempt(0, 20), Attempt(30, 40)] })] };

        Assert.Equal(TimeSpan.FromMinutes(60), StopRules.DeviceTime(study));
        Assert.Null(Decide(study, new(null, null) { DeviceTime = TimeSpan.FromMinutes(61) }));
        Assert.Equal("The budget of 1 device hours is spent.", Decide(study, new(null, null) { DeviceTime = TimeSpan.FromHours(1) })!.Value.Reason);
    }

    [Fact]
    public void A_plateau_of_the_hypervolume_finishes_it_with_the_rule_as_the_reason()
    {
        var study = Study("CCFI");
        study = study with { Trials = [.. study.Trials.Select(trial => trial.State == TrialState.Completed ? trial with { Values = [0.9, 1000] } : trial)] };

        Assert.Equal("The last 2 trials enlarged the hypervolume by less than 1 %.", Decide(study, new(null, null) { Plateau = new(2, 0.01) })!.Value.Reason);
        Assert.Null(Decide(study, new(null, null) { Plateau = new(3, 0.01) }));
    }

    [Fact]
    public void A_plateau_is_reached_below_the_least_gain_and_not_at_it()
    {
        var study = Study("CCCC");
        study = study with { Trials = [.. study.Trials.Select((trial, i) => trial with { Values = [0.5 + (0.1 * i), 1000 * (i + 1)] })] };
        var gain = PlateauGain.Of(study, new(2, 0.01))!.Value;

        Assert.InRange(gain, 0.01, 0.99);
        Assert.Null(Decide(study, new(null, null) { Plateau = new(2, gain) }));
        Assert.NotNull(Decide(study, new(null, null) { Plateau = new(2, gain + 1e-9) }));
    }

    [Fact]
    public void A_loss_that_exploded_does_not_hide_what_the_last_trials_gained()
    {
        var ordinary = Study("CCCCCC");
        ordinary = ordinary with { Trials = [.. ordinary.Trials.Select((trial, i) => trial with { Values = [0.5 + (0.05 * i), 1000 * (i + 1)] })] };
        var exploded = ordinary with { Trials = ordinary.Trials.SetItem(0, ordinary.Trials[0] with { Values = [-1e12, 900] }) };

        // The one that exploded is the cheapest, so it is on the front.
        Assert.InRange(PlateauGain.Of(exploded, new(2, 0.01))!.Value, 0.5 * PlateauGain.Of(ordinary, new(2, 0.01))!.Value, 1);
    }

    private static Attempt Attempt(int from, int to) => new(1, "worker", 1, default)
    {
        Started = DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(from),
        Ended = DateTimeOffset.UnixEpoch + TimeSpan.FromMinutes(to),
    };

    [Theory]
    [InlineData("FFFF", false)]
    [InlineData("FFFFF", true)]
    [InlineData("CFFFFFFFF", false)]
    [InlineData("CCCCFFFFFF", true)]
    [InlineData("CCCCCFFFFF", false)]
    [InlineData("IIIIIIIIIIII", false)]
    public void Too_many_failures_give_it_up(string trials, bool isGivenUp) =>
        Assert.Equal(isGivenUp, Decide(Study(trials), TwentyTrials) is { Status: StudyStatus.Failed });

    [Fact]
    public void A_study_that_is_not_to_give_up_goes_on_whatever_fails() => Assert.Null(
        StopRules.Decide(Study("FFFFFFFFFFFF"), Control(TwentyTrials) with { GivesUp = false }, TimeSpan.Zero));

    [Fact]
    public void The_most_frequent_reason_is_named()
    {
        var study = Study("FFFFF");
        study = study with { Trials = study.Trials.SetItem(2, study.Trials[2] with { Reason = "Another." }) };

        Assert.Equal("5 of 5 trials failed, mostly with: Broken.", Decide(study, TwentyTrials)!.Value.Reason);
    }

    private static (StudyStatus Status, string Reason)? Decide(StudyRecord study, BudgetDefinition budget) =>
        StopRules.Decide(study, Control(budget), TimeSpan.Zero);

    private static ControlDefinition Control(BudgetDefinition budget) => new() { Budget = budget };

    private static StudyRecord Study(string trials) => new(SampleStudies.Header(), [.. trials.Select(Trial)]);

    private static Trial Trial(char state) => new()
    {
        Number = 0,
        Configuration = SampleStudies.Configuration(1),
        Seed = 0,
        Queued = default,
        Reason = state == 'F' ? "Broken." : string.Empty,
        State = state switch
        {
            'C' => TrialState.Completed,
            'F' => TrialState.Failed,
            'I' => TrialState.Infeasible,
            'X' => TrialState.Cancelled,
            _ => TrialState.Queued,
        },
    };
}
