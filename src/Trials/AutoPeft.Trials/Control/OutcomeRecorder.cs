using System.Globalization;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Control;

/// <summary>Records how an attempt at a trial ended: its result, or its return to the queue when it may be tried again.</summary>
public static class OutcomeRecorder
{
    /// <summary>Records it under the attempt's lease.</summary>
    /// <param name="claims">Where to.</param>
    /// <param name="claimed">The trial as it was when it was claimed, the attempt the last of its attempts.</param>
    /// <param name="outcome">What whoever carried it out said.</param>
    /// <param name="study">How often a trial that crashed is tried again, and what is recorded of an outcome.</param>
    public static Task<LeaseStatus> RecordAsync(
        ITrialClaims claims,
        ClaimedTrial claimed,
        TrialOutcome outcome,
        (int Retries, Func<Trial, TrialOutcome, TrialResult> ResultOf) study)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(claimed);
        ArgumentNullException.ThrowIfNull(outcome);

        var (lease, trial) = claimed;
        var crashes = trial.Attempts.Count(attempt => attempt.End == AttemptEnd.Crashed);
        if (outcome is { State: TrialState.Failed, MayRetry: true } && crashes < study.Retries)
        {
            return claims.ReleaseAsync(lease, AttemptEnd.Crashed, outcome.Reason, CancellationToken.None);
        }

        var result = study.ResultOf(trial, outcome);
        var reason = crashes == 0 || result.State != TrialState.Failed
            ? result.Reason
            : string.Create(CultureInfo.InvariantCulture, $"{result.Reason} (tried {crashes + 1} times)");
        return claims.FinishAsync(lease, result with { Reason = reason }, CancellationToken.None);
    }
}
