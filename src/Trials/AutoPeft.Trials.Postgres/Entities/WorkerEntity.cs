namespace AutoPeft.Trials.Postgres.Entities;

/// <summary>A row of <c>workers</c>: a process that takes trials, as it reports itself.</summary>
public sealed class WorkerEntity
{
    /// <summary>Its name, the key.</summary>
    public required string Name { get; set; }

    /// <summary>The queue it serves; null for every one.</summary>
    public string? Queue { get; set; }

    /// <summary>How many trials it trains at the same time.</summary>
    public int Slots { get; set; }

    /// <summary>The study whose trials alone it takes; null for every one.</summary>
    public string? Study { get; set; }

    /// <summary>What it computes on; null when it does not say.</summary>
    public string? Devices { get; set; }

    /// <summary>The most bytes of memory that one trial may need there; null without a limit.</summary>
    public long? MemoryBytes { get; set; }

    /// <summary>When it started, by the clock of the database.</summary>
    public DateTimeOffset Started { get; set; }

    /// <summary>When it reported last, by the clock of the database.</summary>
    public DateTimeOffset Seen { get; set; }

    /// <summary>Until when it counts as alive unless it reports again.</summary>
    public DateTimeOffset Expires { get; set; }

    /// <summary>Whether it was asked to take no more trials.</summary>
    public bool IsDraining { get; set; }
}
