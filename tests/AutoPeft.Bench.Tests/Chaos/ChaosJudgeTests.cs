using AutoPeft.Bench.Chaos;
using AutoPeft.Bench.Stores;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Bench.Tests.Chaos;

public sealed class ChaosJudgeTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ChaosOptions Options = new(1, 2, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), 0, TimeSpan.FromMinutes(1));

    [Fact]
    public void A_trial_without_a_result_is_lost_and_an_open_attempt_unexplained()
    {
        var report = Judge(new(), Queued(0), Queued(1), new TrialLeased(0, 1, 1, "w"), new TrialStarted(0), new TrialFinished(0, NoOperation.Result(0)), new TrialLeased(1, 1, 2, "w"));

        Assert.Equal((1, 0, 1), (report.Lost, report.Duplicated, report.Unexplained));
        Assert.False(report.IsSound);
    }

    [Fact]
    public void The_longest_return_of_a_killed_workers_trial_is_found()
    {
        var diary = new ChaosDiary();
        diary.WorkerKills.Add(("w", Begin.AddSeconds(3)));

        var report = Judge(diary, Queued(0), new TrialLeased(0, 1, 1, "w"), Queued(1), Queued(2), new AttemptEnded(0, AttemptEnd.Stale, "gone"));

        Assert.Equal(2, report.ReclaimSecondsMax);
        Assert.Equal(1, report.Interrupted);
    }

    private static TrialQueued Queued(int trial) => new(trial, new(NoOperation.Configuration(trial), trial));

    private static ChaosReport Judge(ChaosDiary diary, params StudyEvent[] events) => ChaosJudge.Judge(
        [.. events.Prepend(new StudyCreated(NoOperation.Header)).Select((happened, index) => happened with { Sequence = index + 1, At = Begin.AddSeconds(index) })],
        diary,
        Options,
        ("journal", TimeSpan.FromSeconds(9)));
}
