namespace AutoPeft.Trials.Lifecycle;

/// <summary>What is known of a worker.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="Queue">The queue it serves; null for every one.</param>
/// <param name="Slots">How many trials it trains at the same time.</param>
/// <param name="Started">When it started.</param>
/// <param name="Seen">When it was heard of last.</param>
public sealed record WorkerStatus(string Name, string? Queue, int Slots, DateTimeOffset Started, DateTimeOffset Seen)
{
    /// <summary>How many trials it holds.</summary>
    public int Held { get; init; }

    /// <summary>Whether it was asked to take no more trials.</summary>
    public bool IsDraining { get; init; }

    /// <summary>Whether it was heard of in the time in which workers report.</summary>
    public bool IsAlive { get; init; }
}
