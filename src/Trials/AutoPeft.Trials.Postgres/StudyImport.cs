using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres.Claims;
using AutoPeft.Trials.Postgres.Queries;
using AutoPeft.Trials.Snapshots;
using Npgsql;
using NpgsqlTypes;

namespace AutoPeft.Trials.Postgres;

/// <summary>Writes the whole history of a study at once, by <c>COPY</c>: all of it or nothing.</summary>
/// <param name="connection">Where to.</param>
internal sealed class StudyImport(PostgresConnection connection)
{
    private const string InsertStudy = """
        INSERT INTO autopeft.studies (name, status, sequence, last_token, trial_count, created, changed, queue, priority, running, running_limit)
        VALUES (@name, @status, @sequence, @token, @trials, @created, @changed, @queue, @priority, @running, @limit) RETURNING id
        """;

    private const string CopyTrials = """
        COPY autopeft.trials (study_id, number, state, configuration, configuration_hash, replicate, origin, memory_bytes, attempts, token, worker, lease_expires)
        FROM STDIN (FORMAT BINARY)
        """;

    public async Task WriteAsync(IReadOnlyList<StudyEvent> history, CancellationToken cancellationToken)
    {
        var fold = new StudyFold();
        foreach (var happened in history)
        {
            fold.Apply(happened);
        }

        StudyWriter.RequireValid(fold.Snapshot().Header.Name);
        await using var session = await connection.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await session.BeginTransactionAsync(cancellationToken);
        var id = await InsertAsync(session, fold, cancellationToken);
        await CopyTrialsAsync(session, id, fold, cancellationToken);
        await CopyEventsAsync(session, id, history, cancellationToken);
        await WriteSnapshotAsync(session, id, fold, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<long> InsertAsync(NpgsqlConnection session, StudyFold fold, CancellationToken cancellationToken)
    {
        var study = fold.Snapshot();
        await using var command = new NpgsqlCommand(InsertStudy, session);
        command.Parameters.AddWithValue("name", study.Header.Name);
        command.Parameters.AddWithValue("status", study.Status.ToString());
        command.Parameters.AddWithValue("sequence", study.Sequence);
        command.Parameters.AddWithValue("token", fold.LastToken);
        command.Parameters.AddWithValue("trials", study.Trials.Length);
        command.Parameters.AddWithValue("created", study.Created.ToUniversalTime());
        command.Parameters.AddWithValue("changed", study.Changed.ToUniversalTime());
        command.Parameters.AddWithValue("queue", StorableText.Of(study.Header.Queue));
        command.Parameters.AddWithValue("priority", study.Edits.Priority ?? 0);
        command.Parameters.AddWithValue("running", study.Trials.Count(trial => trial.State.IsHeld()));
        command.Parameters.Add(Statements.Number("limit", study.Edits.RunningLimit));
        try
        {
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new InvalidInputException(
                new FaultPlace(study.Header.Name), "A study of this name exists already.", "Delete it first, or choose another store.");
        }
    }

    private static async Task WriteSnapshotAsync(NpgsqlConnection session, long id, StudyFold fold, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(StudyStatements.SetSnapshot, session);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("sequence", fold.Sequence);
        command.Parameters.AddWithValue("body", FoldSnapshot.Encode(fold));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task CopyTrialsAsync(NpgsqlConnection session, long id, StudyFold fold, CancellationToken cancellationToken)
    {
        await using var rows = await session.BeginBinaryImportAsync(CopyTrials, cancellationToken);
        foreach (var trial in fold.Trials)
        {
            // Whoever held it writes to the other store: its lease is over, and the next look queues the trial again.
            var held = trial.State.IsHeld() ? trial.Attempts[^1] : null;
            await rows.StartRowAsync(cancellationToken);
            await rows.WriteAsync(id, NpgsqlDbType.Bigint, cancellationToken);
            await rows.WriteAsync(trial.Number, NpgsqlDbType.Integer, cancellationToken);
            await rows.WriteAsync((short)trial.State, NpgsqlDbType.Smallint, cancellationToken);
            await rows.WriteAsync(StorableText.OfJson(trial.Configuration.ToJson()), NpgsqlDbType.Jsonb, cancellationToken);
            await rows.WriteAsync(trial.Configuration.Hash, NpgsqlDbType.Char, cancellationToken);
            await rows.WriteAsync(trial.Replicate, NpgsqlDbType.Integer, cancellationToken);
            await rows.WriteAsync((short)trial.Origin, NpgsqlDbType.Smallint, cancellationToken);
            await WriteOrNullAsync(rows, trial.MemoryBytes, NpgsqlDbType.Bigint, cancellationToken);
            await rows.WriteAsync(trial.Attempts.Length, NpgsqlDbType.Integer, cancellationToken);
            await WriteOrNullAsync(rows, held?.Token, NpgsqlDbType.Bigint, cancellationToken);
            await WriteOrNullAsync(rows, held is null ? null : StorableText.Of(held.Worker), NpgsqlDbType.Varchar, cancellationToken);
            await WriteOrNullAsync(rows, held?.Leased.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await rows.CompleteAsync(cancellationToken);
    }

    private static async Task CopyEventsAsync(
        NpgsqlConnection session, long id, IReadOnlyList<StudyEvent> history, CancellationToken cancellationToken)
    {
        await using var rows = await session.BeginBinaryImportAsync(
            "COPY autopeft.events (study_id, sequence, at, body) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var happened in history)
        {
            await rows.StartRowAsync(cancellationToken);
            await rows.WriteAsync(id, NpgsqlDbType.Bigint, cancellationToken);
            await rows.WriteAsync(happened.Sequence, NpgsqlDbType.Bigint, cancellationToken);
            await rows.WriteAsync(happened.At.ToUniversalTime(), NpgsqlDbType.TimestampTz, cancellationToken);
            await rows.WriteAsync(StorableText.Of(happened), NpgsqlDbType.Json, cancellationToken);
        }

        await rows.CompleteAsync(cancellationToken);
    }

    private static Task WriteOrNullAsync(
        NpgsqlBinaryImporter rows, object? value, NpgsqlDbType type, CancellationToken cancellationToken) =>
        value is null ? rows.WriteNullAsync(cancellationToken) : rows.WriteAsync(value, type, cancellationToken);
}
