namespace AutoPeft.Trials.Lifecycle;

/// <summary>A worker's try at a trial, under one lease. Immutable.</summary>
/// <param name="Number">Which try of the trial this is, from 1.</param>
/// <param name="Worker">The worker's name.</param>
/// <param name="Token">The fencing token of its lease.</param>
/// <param name="Leased">When the trial was claimed.</param>
public sealed record Attempt(int Number, string Worker, long Token, DateTimeOffset Leased)
{
    /// <summary>When training started; null when it did not.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When the try ended; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>How it ended; null while it goes on.</summary>
    public AttemptEnd? End { get; init; }

    /// <summary>Why it ended, for the person reading. Empty while it goes on.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The last checkpoint it wrote; null when it wrote none.</summary>
    public CheckpointReference? Checkpoint { get; init; }
}
