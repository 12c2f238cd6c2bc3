namespace AutoPeft.Trials.Lifecycle;

/// <summary>The rules of a trial's life: which state may follow which. The only place that says so.</summary>
public static class TrialTransitions
{
    /// <summary>Whether the state is the last one a trial has.</summary>
    public static bool IsFinal(this TrialState state) => state is
        TrialState.Completed or TrialState.Pruned or TrialState.Infeasible or TrialState.Failed or TrialState.Cancelled;

    /// <summary>Refuses a result that no trial can end with.</summary>
    /// <exception cref="ArgumentException">Its state is not a final one that follows on running.</exception>
    public static void ThrowIfNoResult(TrialResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.State.IsFinal() || !Allows(TrialState.Running, result.State))
        {
            throw new ArgumentException($"A trial cannot end as {result.State}.", nameof(result));
        }
    }

    /// <summary>Whether the user may have it tried again: it ended without a result, and not by the user's wish. The only way out of a final state.</summary>
    public static bool MayBeRetried(this TrialState state) => state is TrialState.Failed or TrialState.Infeasible;

    /// <summary>Whether a worker holds the trial.</summary>
    public static bool IsHeld(this TrialState state) => state is TrialState.Leased or TrialState.Running;

    /// <summary>Whether a trial may go from one state to the other.</summary>
    public static bool Allows(TrialState from, TrialState to) => (from, to) switch
    {
        (TrialState.Queued, TrialState.Leased or TrialState.Cancelled) => true,
        (TrialState.Leased, TrialState.Running) => true,

        // A worker that went away, or gave the trial back.
        (TrialState.Leased or TrialState.Running, TrialState.Queued) => true,
        (TrialState.Leased or TrialState.Running, TrialState.Failed or TrialState.Cancelled) => true,
        (TrialState.Running, TrialState.Completed or TrialState.Pruned or TrialState.Infeasible) => true,
        _ => false,
    };
}
