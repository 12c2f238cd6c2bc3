namespace AutoPeft.Trials.Postgres.Entities;

/// <summary>A row of <c>studies</c>: what is needed to number events and tokens and to list studies.</summary>
public sealed class StudyEntity
{
    /// <summary>The key.</summary>
    public long Id { get; set; }

    /// <summary>The name, unique.</summary>
    public required string Name { get; set; }

    /// <summary>The status, by name.</summary>
    public required string Status { get; set; }

    /// <summary>The number of the last event; whoever adds one updates this row and so waits for its turn.</summary>
    public long Sequence { get; set; }

    /// <summary>The largest fencing token that was given.</summary>
    public long LastToken { get; set; }

    /// <summary>How many trials there are, in any state; the number of the next.</summary>
    public int TrialCount { get; set; }

    /// <summary>The queue whose workers take its trials; <c>any</c> for every worker.</summary>
    public required string Queue { get; set; }

    /// <summary>Its rank among the studies that workers take trials of: larger first.</summary>
    public int Priority { get; set; }

    /// <summary>How many trials workers hold.</summary>
    public int Running { get; set; }

    /// <summary>How many trials workers may hold at the same time; null for no limit.</summary>
    public int? RunningLimit { get; set; }

    /// <summary>The active controller's name; null when there is none.</summary>
    public string? Controller { get; set; }

    /// <summary>The fencing token of the latest controller; 0 before the first.</summary>
    public long ControlToken { get; set; }

    /// <summary>When the controller's right runs out, by the clock of the database.</summary>
    public DateTimeOffset? ControlExpires { get; set; }

    /// <summary>When it was created, by the clock of the database.</summary>
    public DateTimeOffset Created { get; set; }

    /// <summary>When anything happened last, by the clock of the database.</summary>
    public DateTimeOffset Changed { get; set; }
}
