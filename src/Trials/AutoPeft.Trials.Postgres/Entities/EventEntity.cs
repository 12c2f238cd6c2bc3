namespace AutoPeft.Trials.Postgres.Entities;

/// <summary>A row of <c>events</c>: something that happened in a study. Rows are only ever added.</summary>
public sealed class EventEntity
{
    /// <summary>The study's key.</summary>
    public long StudyId { get; set; }

    /// <summary>The event's number in its study, from 1, without gaps.</summary>
    public long Sequence { get; set; }

    /// <summary>When it happened, by the clock of the database.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The event as JSON; its own number and time are those of the row.</summary>
    public required string Body { get; set; }
}
