namespace AutoPeft.Trials.Lifecycle;

/// <summary>Where a trial is between being proposed and being decided.</summary>
/// <remarks><see cref="TrialTransitions"/> says which changes are allowed.</remarks>
public enum TrialState
{
    /// <summary>Waits for a worker.</summary>
    Queued,

    /// <summary>A worker has claimed it and has not started yet.</summary>
    Leased,

    /// <summary>A worker is training it.</summary>
    Running,

    /// <summary>Trained and measured; it has a value for every objective.</summary>
    Completed,

    /// <summary>Stopped early because others were better at the same step.</summary>
    Pruned,

    /// <summary>Cannot be trained: out of memory, diverged, or over a constraint that only measuring could reveal.</summary>
    Infeasible,

    /// <summary>Crashed as often as it was allowed to.</summary>
    Failed,

    /// <summary>Called off by the user.</summary>
    Cancelled,
}
