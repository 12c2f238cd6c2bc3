namespace AutoPeft.Training.Loop;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    Finished,

    /// <summary>The validation metric did not improve for as many epochs as the patience allows.</summary>
    EarlyStopped,

    /// <summary>The observer asked for it.</summary>
    Stopped,

    /// <summary>A loss or a gradient became infinite or not a number.</summary>
    Diverged,
}
