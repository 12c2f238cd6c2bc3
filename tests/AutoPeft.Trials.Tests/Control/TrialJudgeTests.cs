using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
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
        Assert.Equal("Rank 3 of 3 at rung 0 (fidelity 1), where the best 1 went on.", decision.Reason);
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

    private Search.MultiFidelity.PruneDecision Judge(bool isDeterministic, params Trial[] trials)
    {
        var plan = _study.Plan with { Control = _study.Plan.Control with { IsDeterministic = isDeterministic } };

        return new TrialJudge(plan).Judge(new(_study.Header, [.. trials]), trials.Length - 1, epochs: 4);
    }
}
