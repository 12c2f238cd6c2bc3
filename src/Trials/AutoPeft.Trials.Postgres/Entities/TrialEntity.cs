namespace AutoPeft.Trials.Postgres.Entities;

/// <summary>A row of <c>trials</c>: what claims and leases are decided by. All else of a trial is in its events.</summary>
public sealed class TrialEntity
{
    /// <summary>The study's key.</summary>
    public long StudyId { get; set; }

    /// <summary>The trial's number in its study, from 0.</summary>
    public int Number { get; set; }

    /// <summary>The state, by its number in <see cref="Lifecycle.TrialState"/>.</summary>
    public short State { get; set; }

    /// <summary>What is tried, as canonical JSON.</summary>
    public required string Configuration { get; set; }

    /// <summary>Identifies the configuration.</summary>
    public required string ConfigurationHash { get; set; }

    /// <summary>Which repetition of the configuration this is, from 0.</summary>
    public int Replicate { get; set; }

    /// <summary>Who wanted it, by its number in <see cref="Lifecycle.TrialOrigin"/>.</summary>
    public short Origin { get; set; }

    /// <summary>How many bytes of memory it is expected to need; null when nobody knows.</summary>
    public long? MemoryBytes { get; set; }

    /// <summary>How many attempts there were.</summary>
    public int Attempts { get; set; }

    /// <summary>The fencing token of the current lease; null without one.</summary>
    public long? Token { get; set; }

    /// <summary>Who holds the current lease; null without one.</summary>
    public string? Worker { get; set; }

    /// <summary>When the current lease runs out, by the clock of the database; null without one.</summary>
    public DateTimeOffset? LeaseExpires { get; set; }
}
