namespace AutoPeft.Trials.Postgres.Entities;

/// <summary>A row of <c>snapshots</c>: a study's state after some of its events. Only a shortcut; it may be deleted at any time.</summary>
public sealed class SnapshotEntity
{
    /// <summary>The study's key.</summary>
    public long StudyId { get; set; }

    /// <summary>The number of the last event that is in it.</summary>
    public long Sequence { get; set; }

    /// <summary>The state, in a form that only the build of the program that wrote it reads.</summary>
    public required byte[] Body { get; set; }
}
