using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Bench.Chaos;

/// <summary>Counts what was lost and what came twice, from the events of a study alone.</summary>
internal static class ChaosJudge
{
    /// <summary>The report of a study after a run.</summary>
    /// <param name="history">Everything that happened in the study.</param>
    /// <param name="diary">What was done to its processes.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="run">The store's kind, and how long the run took.</param>
    public static ChaosReport Judge(
        IReadOnlyList<StudyEvent> history, ChaosDiary diary, ChaosOptions options, (string Store, TimeSpan Duration) run)
    {
        var study = StudyFold.Replay(history);
        var results = history.OfType<TrialFinished>().CountBy(finished => finished.Trial).ToDictionary();
        var attempts = study.Trials.SelectMany(trial => trial.Attempts).ToArray();

        return new()
        {
            Store = run.Store,
            Queue = options.Queue,
            Workers = options.Workers,
            Trials = options.Trials,
            Lost = options.Trials - study.Trials.Count(trial => trial.State == TrialState.Completed && results.ContainsKey(trial.Number)),
            Duplicated = results.Values.Sum(count => count - 1)
                + study.Trials.Length - study.Trials.Select(trial => trial.Configuration.Hash).Distinct().Count(),
            Interrupted = attempts.Count(attempt => attempt.End != AttemptEnd.Finished),
            Unexplained = attempts.Count(attempt => attempt.End is null || (attempt.End != AttemptEnd.Finished && attempt.Reason.Length == 0)),
            ReclaimSecondsMax = ReclaimTime(attempts, diary),
            LeaseSeconds = options.Lease.TotalSeconds,
            Kills = diary.Kills,
            Outages = diary.Outages,
            Cuts = diary.Cuts,
            Seconds = Math.Round(run.Duration.TotalSeconds, 1),
        };
    }

    /// <summary>The longest time from a worker's death to the return of a trial it held; times when the store was away tell nothing.</summary>
    private static double? ReclaimTime(IEnumerable<Attempt> attempts, ChaosDiary diary)
    {
        var times = from attempt in attempts
                    where attempt.End == AttemptEnd.Stale
                    from kill in diary.WorkerKills
                    where kill.Worker == attempt.Worker && attempt.Leased <= kill.At && attempt.Ended >= kill.At
                    where !diary.Away.Any(away => away.From <= attempt.Ended && away.To >= kill.At)
                    select (attempt.Ended!.Value - kill.At).TotalSeconds;

        return times.Any() ? Math.Round(times.Max(), 2) : null;
    }
}
