namespace AutoPeft.Training.Pretraining;

/// <summary>How a pre-training ended.</summary>
public enum PretrainingEnd
{
    /// <summary>All steps were taken.</summary>
    Completed,

    /// <summary>The time was up; the checkpoint continues from there.</summary>
    Paused,

    /// <summary>It was asked to stop; the checkpoint continues from there.</summary>
    Cancelled,

    /// <summary>Loss or gradient stopped being finite; the last checkpoint is from before.</summary>
    Diverged,
}
