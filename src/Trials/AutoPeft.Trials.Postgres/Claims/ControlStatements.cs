namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>The statements of controllers and of the user's commands. Each is one atomic step; time is the database's.</summary>
internal static class ControlStatements
{
    /// <summary>Takes the right to propose: study, controller, duration. One row with the token unless another has it.</summary>
    public const string Take = """
        UPDATE autopeft.studies SET controller = @controller, control_token = control_token + 1, control_expires = autopeft.clock() + @duration
        WHERE name = @study AND (control_expires IS NULL OR control_expires <= autopeft.clock()) RETURNING control_token
        """;

    /// <summary>Makes the right last from now: study, token, duration. One row while nobody else took it.</summary>
    public const string Keep = """
        UPDATE autopeft.studies SET control_expires = autopeft.clock() + @duration
        WHERE name = @study AND control_token = @token AND controller IS NOT NULL RETURNING control_token
        """;

    /// <summary>Gives the right back: study, token.</summary>
    public const string End = """
        UPDATE autopeft.studies SET controller = NULL, control_expires = NULL
        WHERE name = @study AND control_token = @token RETURNING control_token
        """;

    /// <summary>Records a warning of a trial that waits: study, token, trial, body. One row when it waits and the right is held.</summary>
    public const string Warn = """
        WITH waiting AS (
            SELECT t.study_id FROM autopeft.trials t JOIN autopeft.studies s ON s.id = t.study_id
            WHERE s.name = @study AND t.number = @trial AND t.state = 0 FOR UPDATE OF t),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + 1, changed = autopeft.clock()
            FROM waiting w WHERE s.id = w.study_id AND s.control_token = @token AND s.controller IS NOT NULL
            RETURNING s.id, s.sequence, s.changed)
        INSERT INTO autopeft.events (study_id, sequence, at, body)
        SELECT n.id, n.sequence, n.changed, @body FROM numbered n RETURNING sequence
        """;

    /// <summary>Records a change: study, priority, limit, body. One row when the study exists.</summary>
    public const string Edit = """
        WITH numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + 1, changed = autopeft.clock(),
                priority = COALESCE(@priority::int, s.priority), running_limit = COALESCE(@limit::int, s.running_limit)
            WHERE s.name = @study RETURNING s.id, s.sequence, s.changed)
        INSERT INTO autopeft.events (study_id, sequence, at, body)
        SELECT n.id, n.sequence, n.changed, @body FROM numbered n RETURNING sequence
        """;

    /// <summary>Queues a failed or infeasible trial again: study, trial, body. One row when it was one.</summary>
    public const string Retry = """
        WITH again AS (
            UPDATE autopeft.trials t SET state = 0 FROM autopeft.studies s
            WHERE s.name = @study AND t.study_id = s.id AND t.number = @trial AND t.state IN (5, 6) RETURNING t.study_id),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + 1, changed = autopeft.clock()
            FROM again a WHERE s.id = a.study_id RETURNING s.id, s.sequence, s.changed)
        INSERT INTO autopeft.events (study_id, sequence, at, body)
        SELECT n.id, n.sequence, n.changed, @body FROM numbered n RETURNING sequence
        """;
}
