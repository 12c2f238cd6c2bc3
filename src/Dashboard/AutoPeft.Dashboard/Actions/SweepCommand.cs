namespace AutoPeft.Dashboard.Actions;

/// <summary>What people can do to a sweep as a whole.</summary>
public enum SweepCommand
{
    /// <summary>No trial is given to workers any more; it can be resumed.</summary>
    Pause,

    /// <summary>It proposes nothing more; what is queued is still tried.</summary>
    Drain,

    /// <summary>It goes on where it was.</summary>
    Resume,

    /// <summary>It is over.</summary>
    Stop,
}
