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

    /// <summary>When it was created, by the clock of the database.</summary>
    public DateTimeOffset Created { get; set; }

    /// <summary>When anything happened last, by the clock of the database.</summary>
    public DateTimeOffset Changed { get; set; }
}
