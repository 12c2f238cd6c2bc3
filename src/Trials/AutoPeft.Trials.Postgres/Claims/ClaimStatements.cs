namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>The statements by which workers claim trials and report on them. Each is one atomic step.</summary>
/// <remarks>
/// All lock a trial before its study, so that no two can wait for each other. Numbering an event updates the study's row:
/// events of a study are committed in the order of their numbers, and there are no gaps. Time is the database's, so a
/// worker whose clock is wrong harms nobody.
/// </remarks>
internal static class ClaimStatements
{
    /// <summary>Claims the first waiting trial: study, trial, worker, duration. Rows: name, number, attempt, token, expires.</summary>
    public const string Claim = """
        WITH candidate AS (
            SELECT t.study_id, t.number FROM autopeft.trials t JOIN autopeft.studies s ON s.id = t.study_id
            WHERE t.state = 0 AND (@study::text IS NULL OR s.name = @study) AND (@trial::int IS NULL OR t.number = @trial)
            ORDER BY t.study_id, t.number LIMIT 1 FOR UPDATE OF t SKIP LOCKED),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + 1, last_token = s.last_token + 1, changed = autopeft.clock()
            FROM candidate c WHERE s.id = c.study_id
            RETURNING s.id, s.name, s.sequence, s.last_token, s.changed, c.number),
        claimed AS (
            UPDATE autopeft.trials t SET state = 1, attempts = t.attempts + 1, token = n.last_token, worker = @worker,
                lease_expires = n.changed + @duration
            FROM numbered n WHERE t.study_id = n.id AND t.number = n.number
            RETURNING t.study_id, t.number, t.attempts, t.lease_expires),
        recorded AS (
            INSERT INTO autopeft.events (study_id, sequence, at, body)
            SELECT n.id, n.sequence, n.changed, json_build_object(
                'event', 'leased', 'trial', c.number, 'attempt', c.attempts, 'token', n.last_token, 'worker', @worker)
            FROM numbered n JOIN claimed c ON c.study_id = n.id)
        SELECT n.name, c.number, c.attempts, n.last_token, c.lease_expires FROM numbered n JOIN claimed c ON c.study_id = n.id
        """;

    /// <summary>Records an event of the lease's holder: study, trial, token, from, to, body. One row when the lease is held.</summary>
    /// <remarks>A state of null leaves the trial as it is; any other but running ends the lease.</remarks>
    public const string Report = """
        WITH held AS (
            UPDATE autopeft.trials t SET
                state = COALESCE(@to, t.state),
                token = CASE WHEN @to IS NULL OR @to = 2 THEN t.token END,
                worker = CASE WHEN @to IS NULL OR @to = 2 THEN t.worker END,
                lease_expires = CASE WHEN @to IS NULL OR @to = 2 THEN t.lease_expires END
            FROM autopeft.studies s
            WHERE s.name = @study AND t.study_id = s.id AND t.number = @trial AND t.token = @token AND t.state = ANY(@from)
            RETURNING t.study_id),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + 1, changed = autopeft.clock()
            FROM held h WHERE s.id = h.study_id RETURNING s.id, s.sequence, s.changed)
        INSERT INTO autopeft.events (study_id, sequence, at, body)
        SELECT n.id, n.sequence, n.changed, @body FROM numbered n RETURNING sequence
        """;

    /// <summary>Makes a lease last from now: study, trial, token, duration. One row when it is held.</summary>
    public const string Renew = """
        UPDATE autopeft.trials t SET lease_expires = autopeft.clock() + @duration
        FROM autopeft.studies s
        WHERE s.name = @study AND t.study_id = s.id AND t.number = @trial AND t.token = @token AND t.state IN (1, 2)
        RETURNING t.number
        """;

    /// <summary>Queues trials whose leases have run out again: study, reason. One row a trial.</summary>
    public const string Reclaim = """
        WITH stale AS (
            SELECT t.study_id, t.number FROM autopeft.trials t JOIN autopeft.studies s ON s.id = t.study_id
            WHERE s.name = @study AND t.state IN (1, 2) AND t.lease_expires <= autopeft.clock()
            ORDER BY t.number FOR UPDATE OF t SKIP LOCKED),
        released AS (
            UPDATE autopeft.trials t SET state = 0, token = NULL, worker = NULL, lease_expires = NULL
            FROM stale WHERE t.study_id = stale.study_id AND t.number = stale.number RETURNING t.study_id, t.number),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + r.total, changed = autopeft.clock()
            FROM (SELECT study_id, count(*) AS total FROM released GROUP BY study_id) r
            WHERE s.id = r.study_id RETURNING s.id, s.sequence - r.total AS before, s.changed),
        recorded AS (
            INSERT INTO autopeft.events (study_id, sequence, at, body)
            SELECT n.id, n.before + row_number() OVER (ORDER BY r.number), n.changed,
                json_build_object('event', 'attempt-ended', 'trial', r.number, 'end', 'Stale', 'reason', @reason)
            FROM numbered n JOIN released r ON r.study_id = n.id)
        SELECT number FROM released ORDER BY number
        """;

    /// <summary>Calls off a trial without a result: study, trial, body. One row when there was something to call off.</summary>
    public const string Cancel = """
        WITH cancelled AS (
            UPDATE autopeft.trials t SET state = 7, token = NULL, worker = NULL, lease_expires = NULL
            FROM autopeft.studies s
            WHERE s.name = @study AND t.study_id = s.id AND t.number = @trial AND t.state IN (0, 1, 2) RETURNING t.study_id),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + 1, changed = autopeft.clock()
            FROM cancelled c WHERE s.id = c.study_id RETURNING s.id, s.sequence, s.changed)
        INSERT INTO autopeft.events (study_id, sequence, at, body)
        SELECT n.id, n.sequence, n.changed, @body FROM numbered n RETURNING sequence
        """;

    /// <summary>Records the study's status: study, status, body. One row when the study exists.</summary>
    public const string SetStatus = """
        WITH numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + 1, changed = autopeft.clock(), status = @status
            WHERE s.name = @study RETURNING s.id, s.sequence, s.changed)
        INSERT INTO autopeft.events (study_id, sequence, at, body)
        SELECT n.id, n.sequence, n.changed, @body FROM numbered n RETURNING sequence
        """;
}
