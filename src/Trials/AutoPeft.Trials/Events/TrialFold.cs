using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Events;

/// <summary>Computes what a trial is from what happened to it.</summary>
internal static class TrialFold
{
    public static Trial Create(TrialQueued queued) => new()
    {
        Number = queued.Trial,
        Configuration = queued.Proposal.Configuration,
        Origin = queued.Proposal.Origin,
        Label = queued.Proposal.Label,
        Replicate = queued.Proposal.Replicate,
        Seed = queued.Proposal.Seed,
        MemoryBytes = queued.Proposal.MemoryBytes,
        Queued = queued.At,
    };

    public static Trial Apply(Trial trial, TrialEvent happened) => happened switch
    {
        TrialLeased leased => Lease(trial, leased),
        TrialStarted => Last(Enter(trial, TrialState.Running, happened), attempt => attempt with { Started = happened.At }),
        TrialMeasured measured => Held(trial, happened) with { Measurements = trial.Measurements.AddRange(Measurements(trial, measured)) },
        TrialWarned warned => Open(trial, happened) with { Warnings = trial.Warnings.Add(warned.Warning) },
        CheckpointSaved saved => Last(Held(trial, happened), attempt => attempt with { Checkpoint = saved.Checkpoint }),
        AttemptEnded ended => End(Enter(trial, TrialState.Queued, happened), happened, ended.End, ended.Reason),
        TrialFinished finished => Finish(trial, finished),
        TrialCancelled cancelled => Cancel(trial, cancelled),
        TrialRetried => Retry(trial, happened),
        _ => throw new InvalidDataException($"Event {happened.Sequence} is of an unknown kind."),
    };

    private static Trial Lease(Trial trial, TrialLeased leased)
    {
        var attempt = new Attempt(leased.Attempt, leased.Worker, leased.Token, leased.At);

        return Enter(trial, TrialState.Leased, leased) with { Attempts = trial.Attempts.Add(attempt) };
    }

    private static Trial Finish(Trial trial, TrialFinished finished)
    {
        var result = finished.Result;

        return End(Enter(trial, result.State, finished), finished, AttemptEnd.Finished, result.Reason) with
        {
            Reason = result.Reason,
            Cause = result.Cause,
            Values = result.Values,
            Metrics = result.Metrics,
            Finished = finished.At,
        };
    }

    private static Trial Cancel(Trial trial, TrialCancelled cancelled)
    {
        var ended = trial.State.IsHeld() ? End(trial, cancelled, AttemptEnd.Cancelled, cancelled.Reason) : trial;

        return Enter(ended, TrialState.Cancelled, cancelled) with { Reason = cancelled.Reason, Finished = cancelled.At };
    }

    private static Trial Retry(Trial trial, TrialEvent happened) => trial.State.MayBeRetried()
        ? trial with { State = TrialState.Queued, Reason = string.Empty, Cause = null, Finished = null, Metrics = trial.Metrics.Clear() }
        : throw new InvalidDataException($"Event {happened.Sequence} has trial {trial.Number} tried again, which is {trial.State}.");

    private static Trial Enter(Trial trial, TrialState state, TrialEvent happened) =>
        TrialTransitions.Allows(trial.State, state)
            ? trial with { State = state }
            : throw new InvalidDataException(
                $"Event {happened.Sequence} takes trial {trial.Number} from {trial.State} to {state}, which is not allowed.");

    private static Trial Held(Trial trial, TrialEvent happened) => trial.State.IsHeld()
        ? trial
        : throw new InvalidDataException($"Event {happened.Sequence} reports on trial {trial.Number}, which nobody holds.");

    private static Trial Open(Trial trial, TrialEvent happened) => trial.State.IsFinal()
        ? throw new InvalidDataException($"Event {happened.Sequence} warns of trial {trial.Number}, which is over.")
        : trial;

    private static Trial End(Trial trial, TrialEvent happened, AttemptEnd end, string reason) =>
        Last(trial, attempt => attempt with { Ended = happened.At, End = end, Reason = reason });

    private static Trial Last(Trial trial, Func<Attempt, Attempt> change) =>
        trial with { Attempts = trial.Attempts.SetItem(trial.Attempts.Length - 1, change(trial.Attempts[^1])) };

    private static IEnumerable<Measurement> Measurements(Trial trial, TrialMeasured measured) => measured.Metrics.Select(metric =>
        new Measurement(trial.Number, trial.Attempts.Length, measured.Step, metric.Key, metric.Value));
}
