namespace AutoPeft.TestKit.Trials;

/// <summary>Where in a trial's life its worker can fall silent. The numbers are those of docs/operations.md.</summary>
public enum CrashPoint
{
    /// <summary>It has the lease.</summary>
    Claimed = 1,

    /// <summary>It said that it began.</summary>
    Started = 2,

    /// <summary>It reported a measurement.</summary>
    Measured = 3,

    /// <summary>It wrote a checkpoint and said where.</summary>
    CheckpointSaved = 4,

    /// <summary>It renewed its lease for the last time.</summary>
    Renewed = 5,

    /// <summary>It is done and has not said so.</summary>
    Done = 6,

    /// <summary>Its result is recorded, and the answer did not reach it.</summary>
    Finished = 7,

    /// <summary>It gave the trial back, and the answer did not reach it.</summary>
    Released = 8,
}
