using AutoPeft.Search.MultiFidelity;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Tests.Control;

public sealed class TrialJudgeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BoundStudy _study;

    public TrialJudgeTests() => _study = TinyStudy.Load(_folder, ("retries: 2", "retries: 2\npruner: { name: asha, among: all }"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_worst_at_a_rung_is_stopped_with_the_reason()
    {
        var decision = Judge(isDeterministic: true, Ended(0, 0.8), Ended(1, 0.7), Running(2, 0.5));

        Assert.True(decision.IsPruned);
        Assert.Equal("Rank 3 of 3 at rung 0 (1 epoch), where the best 1 went on.", decision.Reason);
    }

    [Fact]
    public void Accuracy_is_better_when_larger() => Assert.False(Judge(isDeterministic: true, Ended(0, 0.5), Ended(1, 0.6), Running(2, 0.8)).IsPruned);

    [Fact]
    public void A_deterministic_study_does_not_look_at_trials_of_the_same_batch()
    {
        Trial[] trials = [Running(0, 0.9), Ended(1, 0.8) with { Finished = At(50) }, Running(2, 0.5)];

        Assert.False(Judge(isDeterministic: true, trials).IsPruned);
        Assert.True(Judge(isDeterministic: false, trials).IsPruned);
    }

    [Fact]
    public void Baselines_neither_compete_nor_are_stopped()
    {
        var strong = Ended(0, 0.9) with { Origin = TrialOrigin.Baseline };

        Assert.False(Judge(isDeterministic: true, strong, Ended(1, 0.4), Running(2, 0.5)).IsPruned);
        Assert.False(Judge(isDeterministic: true, Ended(0, 0.9), Ended(1, 0.9), Running(2, 0.5) with { Origin = TrialOrigin.Baseline }).IsPruned);
    }

    private static Trial Ended(int number, double accuracy) => Running(number, accuracy) with { State = TrialState.Completed, Finished = At(10) };

    private static Trial Running(int number, double accuracy) => new()
    {
        Number = number,
        Configuration = Search.Space.Configuration.FromJson("""{"layer.0":true,"lora.rank":1,"serial_adapter.bottleneck_size":0,"learning_rate":0.001}"""),
        Seed = number,
        Queued = At(20),
        State = TrialState.Running,
        Measurements = [new(number, 1, 15, "accuracy", accuracy), new(number, 1, 15, "loss", 1)],
    };

    private static DateTimeOffset At(int seconds) => DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds);

    private PruneDecision Judge(bool isDeterministic, params Trial[] trials)
    {
        var plan = _study.Plan with { Control = _study.Plan.Control with { IsDeterministic = isDeterministic } };

        return new TrialJudge(plan).Judge(new(_study.Header, [.. trials]), trials.Length - 1, epochs: 4);
    }

    [Fact]
    public void Steps_are_compared_by_how_many_were_taken_and_not_by_how_often_was_measured()
    {
        var pruner = new PrunerDefinition("asha") { Unit = FidelityUnit.Steps, Least = 30, Comparison = RungComparison.All };

        Trial[] trials = [At30(0, 0.8), At30(1, 0.7), Running(2, 0.5)];

        Assert.False(Judge(pruner, trials).IsPruned); // 15 steps
        trials[2] = trials[2] with { Measurements = trials[2].Measurements.Add(new(2, 1, 31, "accuracy", 0.6)) };
        Assert.Equal("Rank 3 of 3 at rung 0 (30 steps), where the best 1 went on.", Judge(pruner, trials).Reason);

        static Trial At30(int number, double accuracy) => Ended(number, 0.1) with { Measurements = [new(number, 1, 30, "accuracy", accuracy)] };
    }

    [Fact]
    public void Shares_are_compared_with_the_same_share()
    {
        var pruner = new PrunerDefinition("asha") { Unit = FidelityUnit.Share, Least = Fidelity.OfShare(0.1).Amount, Comparison = RungComparison.All };

        Assert.Equal(
            "Rank 3 of 3 at rung 0 (11.111 % of the data), where the best 1 went on.",
            Judge(pruner, WithShare(Ended(0, 0.5), 0.9), WithShare(Ended(1, 0.5), 0.8), WithShare(Running(2, 0.5), 0.7)).Reason);
        Assert.False(Judge(pruner, Ended(0, 0.9), Ended(1, 0.9), WithShare(Running(2, 0.5), 0.95)).IsPruned);

        static Trial WithShare(Trial trial, double accuracy) => trial with
        {
            Measurements = [new(trial.Number, 1, 5, "accuracy", accuracy), new(trial.Number, 1, 5, "data_share", 1.0 / 9), .. trial.State == TrialState.Running ? [] : trial.Measurements],
        };
    }

    private PruneDecision Judge(PrunerDefinition pruner, params Trial[] trials)
    {
        var plan = _study.Plan with { Control = _study.Plan.Control with { Pruner = pruner } };

        return new TrialJudge(plan).Judge(new(_study.Header, [.. trials]), trials.Length - 1, epochs: 4);
    }
}
