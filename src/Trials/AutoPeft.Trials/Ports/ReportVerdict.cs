namespace AutoPeft.Trials.Ports;

/// <summary>What a runner does after a report.</summary>
public enum ReportVerdict
{
    /// <summary>It goes on.</summary>
    Continue,

    /// <summary>It stops: the trial is not promising enough.</summary>
    Prune,

    /// <summary>It stops at once and returns anything: the trial is no longer this worker's.</summary>
    Abandon,
}
