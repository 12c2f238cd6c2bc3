namespace AutoPeft.Training.Pretraining;

/// <summary>When a pre-training pauses, and how often it says how far it is.</summary>
public sealed record PretrainingLimits
{
    /// <summary>
    /// Stop after this time, at the next step; the checkpoint continues from there. Null (default): never.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Steps between two reports of progress. At least 1; default 20.</summary>
    public int ReportInterval { get; init; } = 20;

    /// <summary>
    /// Steps between two measurements on held-out texts, each followed by a checkpoint. At least 1; default 500.
    /// </summary>
    public int EvaluationInterval { get; init; } = 500;
}
