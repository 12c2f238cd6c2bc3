namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>The statements by which workers claim trials and report on them. Each is one atomic step.</summary>
/// <remarks>
/// All lock a trial before its study, so that no two can wait for each other. Numbering an event updates the study's row:
/// events of a study are committed in the order of their numbers, and there are no gaps. Time is the database's, so a
/// worker whose clock is wrong harms nobody.
/// </remarks>
internal static class ClaimStatements
{
    /// <summary>
    /// Claims the first waiting trial: study, queue, excluded, trial, memory, worker, duration. A row for each
    /// event of the trial before, in order: number, time, body; then, the same in each: name, trial, attempt, token, expires, number and time
    /// of the claim's own event.
    /// </summary>
    /// <remarks>
    /// The events are found by an index on the trial's number in the event: however long the study is, they are few.
    /// Studies are looked at one by one, so that a long queue costs no more than a short one. The second look at limit and status
    /// is the one that counts: it waits for the study's row.
    /// </remarks>
    public const string Claim = """
        WITH candidate AS (
            SELECT c.study_id, c.number FROM (
                SELECT id FROM autopeft.studies
                WHERE status <> 'Paused' AND (running_limit IS NULL OR running < running_limit)
                    AND (@study::text IS NULL OR name = @study) AND (@queue::text IS NULL OR queue IN ('any', @queue))
                    AND NOT name = ANY(@excluded)
                ORDER BY priority DESC, id) s
            CROSS JOIN LATERAL (
                SELECT t.study_id, t.number FROM autopeft.trials t
                WHERE t.study_id = s.id AND t.state = 0 AND (@trial::int IS NULL OR t.number = @trial)
                    AND (@memory::bigint IS NULL OR t.memory_bytes IS NULL OR t.memory_bytes <= @memory)
                ORDER BY t.number LIMIT 1 FOR UPDATE SKIP LOCKED) c
            LIMIT 1),
        numbered AS (
            UPDATE autopeft.studies s SET
                sequence = s.sequence + 1, last_token = s.last_token + 1, changed = autopeft.clock(), running = s.running + 1
            FROM candidate c
            WHERE s.id = c.study_id AND s.status <> 'Paused' AND (s.running_limit IS NULL OR s.running < s.running_limit)
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
        SELECT e.sequence, e.at, e.body, n.name, c.number, c.attempts, n.last_token, c.lease_expires, n.sequence, n.changed
        FROM numbered n JOIN claimed c ON c.study_id = n.id
        JOIN autopeft.events e ON e.study_id = c.study_id AND (e.body ->> 'trial')::int = c.number
        ORDER BY e.sequence
        """;

    /// <summary>The events of a trial, in order: study, trial. Rows: number, time, body.</summary>
    public const string EventsOfTrial = """
        SELECT e.sequence, e.at, e.body FROM autopeft.events e
        WHERE e.study_id = (SELECT id FROM autopeft.studies WHERE name = @study) AND (e.body ->> 'trial')::int = @trial
        ORDER BY e.sequence
        """;

    /// <summary>Records events of holders of leases: study, and columns of trials, tokens, from, to, bodies. The places, from 1, of those whose lease is held.</summary>
    /// <remarks>
    /// At most one of a trial. A state of null stands for any (from) or leaves the trial as it is (to); any other but running ends the
    /// lease.
    /// </remarks>
    public const string Report = """
        WITH held AS (
            UPDATE autopeft.trials t SET
                state = COALESCE(w.target, t.state),
                token = CASE WHEN w.target IS NULL OR w.target = 2 THEN t.token END,
                worker = CASE WHEN w.target IS NULL OR w.target = 2 THEN t.worker END,
                lease_expires = CASE WHEN w.target IS NULL OR w.target = 2 THEN t.lease_expires END
            FROM unnest(@trials, @tokens, @from, @to, @bodies) WITH ORDINALITY AS w(trial, token, source, target, body, place), autopeft.studies s
            WHERE s.name = @study AND t.study_id = s.id AND t.number = w.trial AND t.token = w.token
                AND t.state IN (1, 2) AND (w.source IS NULL OR t.state = w.source) AND t.lease_expires > autopeft.clock()
            RETURNING t.study_id, w.place::int, w.body, w.target),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + h.total, changed = autopeft.clock(), running = s.running - h.ended
            FROM (
                SELECT study_id, count(*)::int AS total, (count(*) FILTER (WHERE target <> 2))::int AS ended FROM held GROUP BY study_id) h
            WHERE s.id = h.study_id RETURNING s.id, s.sequence - h.total AS before, s.changed),
        recorded AS (
            INSERT INTO autopeft.events (study_id, sequence, at, body)
            SELECT n.id, n.before + row_number() OVER (ORDER BY h.place), n.changed, h.body::json
            FROM numbered n JOIN held h ON h.study_id = n.id)
        SELECT h.place FROM numbered n JOIN held h ON h.study_id = n.id
        """;

    /// <summary>Makes a lease last from now: study, trial, token, duration. One row when it is held.</summary>
    public const string Renew = """
        UPDATE autopeft.trials t SET lease_expires = autopeft.clock() + @duration
        FROM autopeft.studies s
        WHERE s.name = @study AND t.study_id = s.id AND t.number = @trial AND t.token = @token AND t.state IN (1, 2)
            AND t.lease_expires > autopeft.clock()
        RETURNING t.number
        """;

    /// <summary>Takes trials back from their workers: study (null: every one), whether only those whose leases ran out, end, reason. One row a trial.</summary>
    public const string Release = """
        WITH taken AS (
            SELECT t.study_id, t.number FROM autopeft.trials t
            WHERE t.state IN (1, 2) AND (NOT @expired OR t.lease_expires <= autopeft.clock())
                AND (@study::text IS NULL OR t.study_id = (SELECT id FROM autopeft.studies WHERE name = @study))
            ORDER BY t.study_id, t.number FOR UPDATE OF t SKIP LOCKED),
        released AS (
            UPDATE autopeft.trials t SET state = 0, token = NULL, worker = NULL, lease_expires = NULL
            FROM taken WHERE t.study_id = taken.study_id AND t.number = taken.number RETURNING t.study_id, t.number),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + r.total, changed = autopeft.clock(), running = s.running - r.total
            FROM (SELECT study_id, count(*)::int AS total FROM released GROUP BY study_id) r
            WHERE s.id = r.study_id RETURNING s.id, s.sequence - r.total AS before, s.changed),
        recorded AS (
            INSERT INTO autopeft.events (study_id, sequence, at, body)
            SELECT n.id, n.before + row_number() OVER (PARTITION BY n.id ORDER BY r.number), n.changed,
                json_build_object('event', 'attempt-ended', 'trial', r.number, 'end', @end, 'reason', @reason)
            FROM numbered n JOIN released r ON r.study_id = n.id)
        SELECT number FROM released ORDER BY number
        """;

    /// <summary>Calls off a trial without a result: study, trial, body. One row when there was something to call off.</summary>
    public const string Cancel = """
        WITH target AS (
            SELECT t.study_id, t.number, t.state FROM autopeft.trials t JOIN autopeft.studies s ON s.id = t.study_id
            WHERE s.name = @study AND t.number = @trial AND t.state IN (0, 1, 2) FOR UPDATE OF t),
        cancelled AS (
            UPDATE autopeft.trials t SET state = 7, token = NULL, worker = NULL, lease_expires = NULL
            FROM target o WHERE t.study_id = o.study_id AND t.number = o.number RETURNING t.study_id, o.state),
        numbered AS (
            UPDATE autopeft.studies s SET sequence = s.sequence + 1, changed = autopeft.clock(),
                running = s.running - CASE WHEN c.state = 0 THEN 0 ELSE 1 END
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
