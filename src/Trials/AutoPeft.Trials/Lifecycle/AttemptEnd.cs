namespace AutoPeft.Trials.Lifecycle;

/// <summary>How a worker's try at a trial ended.</summary>
public enum AttemptEnd
{
    /// <summary>It gave the trial's outcome.</summary>
    Finished,

    /// <summary>The worker was not heard of until its lease had run out.</summary>
    Stale,

    /// <summary>The worker was asked to stop and gave the trial back.</summary>
    Preempted,

    /// <summary>The runner failed in a way that may not happen again.</summary>
    Crashed,

    /// <summary>The trial was called off.</summary>
    Cancelled,

    /// <summary>It ran out of memory while others were trained beside it. The next attempt has its worker's device alone.</summary>
    Crowded,
}
