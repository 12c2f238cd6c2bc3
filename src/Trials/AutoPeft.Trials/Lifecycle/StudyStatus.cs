namespace AutoPeft.Trials.Lifecycle;

/// <summary>Whether a study proposes trials.</summary>
public enum StudyStatus
{
    /// <summary>Defined; nothing was tried yet.</summary>
    Created,

    /// <summary>A controller proposes trials.</summary>
    Running,

    /// <summary>Proposes nothing more; what is queued is still tried, then it pauses.</summary>
    Draining,

    /// <summary>Interrupted: no trial is given to workers. Continues where it stopped when it is started again.</summary>
    Paused,

    /// <summary>Its budget is spent or its space exhausted. A larger budget continues it.</summary>
    Finished,

    /// <summary>Too many of its trials failed to go on.</summary>
    Failed,
}
