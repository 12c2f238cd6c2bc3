namespace AutoPeft.Trials.Postgres.Queries;

/// <summary>The statements by which studies are read. They are sent as they are: whoever looks at one study should not wait for Entity Framework to start.</summary>
internal static class StudyStatements
{
    /// <summary>A study's key and the number of its last event: study.</summary>
    public const string Find = "SELECT id, sequence FROM autopeft.studies WHERE name = @study";

    /// <summary>All studies.</summary>
    public const string List = """
        SELECT s.name, s.status, s.trial_count, s.created, s.changed,
            (SELECT count(*)::int FROM autopeft.trials t WHERE t.study_id = s.id AND t.state = 3)
        FROM autopeft.studies s ORDER BY s.name COLLATE "C"
        """;

    /// <summary>Events after a number, in order: id, after, count.</summary>
    public const string Events = """
        SELECT sequence, at, body FROM autopeft.events WHERE study_id = @id AND sequence > @after ORDER BY sequence LIMIT @count
        """;

    /// <summary>The snapshot: id.</summary>
    public const string Snapshot = "SELECT body FROM autopeft.snapshots WHERE study_id = @id";

    /// <summary>How many events the snapshot has: id.</summary>
    public const string SnapshotSequence = "SELECT sequence FROM autopeft.snapshots WHERE study_id = @id";

    /// <summary>Writes a snapshot while the study is there: id, sequence, body.</summary>
    public const string SetSnapshot = """
        INSERT INTO autopeft.snapshots (study_id, sequence, body) SELECT s.id, @sequence, @body FROM autopeft.studies s WHERE s.id = @id
        ON CONFLICT (study_id) DO UPDATE SET sequence = excluded.sequence, body = excluded.body RETURNING sequence
        """;
}
