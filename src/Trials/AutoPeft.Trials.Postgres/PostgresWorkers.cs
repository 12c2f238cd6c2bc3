using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Postgres.Claims;
using Npgsql;

namespace AutoPeft.Trials.Postgres;

/// <summary>Knows the workers that share a database.</summary>
/// <param name="connection">Where to.</param>
/// <param name="time">What waits between tries.</param>
public sealed class PostgresWorkers(PostgresConnection connection, TimeProvider time) : IWorkerRegistry
{
    private const string Report = """
        INSERT INTO autopeft.workers (name, queue, slots, study, devices, memory_bytes, started, seen, expires, is_draining)
        VALUES (@name, @queue, @slots, @study, @devices, @memory, autopeft.clock(), autopeft.clock(), autopeft.clock() + @duration, false)
        ON CONFLICT (name) DO UPDATE SET seen = autopeft.clock(), expires = autopeft.clock() + @duration,
            queue = @queue, slots = @slots, study = @study, devices = @devices, memory_bytes = @memory
        RETURNING is_draining
        """;

    private const string Leave = "DELETE FROM autopeft.workers WHERE name = @name RETURNING name";

    private const string Drain = "UPDATE autopeft.workers SET is_draining = true WHERE name = @name RETURNING name";

    private const string List = """
        SELECT w.name, w.queue, w.slots, w.started, w.seen, w.is_draining, w.expires > autopeft.clock(),
            (SELECT count(*)::int FROM autopeft.trials t WHERE t.state IN (1, 2) AND t.worker = w.name),
            w.study, w.devices, w.memory_bytes
        FROM autopeft.workers w WHERE w.seen > autopeft.clock() - interval '1 day' ORDER BY w.name COLLATE "C"
        """;

    private readonly Statements _statements = new(connection, time);

    /// <inheritdoc/>
    public async Task<bool> ReportAsync(WorkerStatus worker, TimeSpan validity, CancellationToken cancellationToken) =>
        (await _statements.QueryAsync(
            Report,
            row => row.GetBoolean(0),
            [
                Statements.Text("name", worker.Name), Statements.Text("queue", worker.Queue),
                Statements.Number("slots", worker.Slots), Statements.Duration(validity), Statements.Text("study", worker.Study),
                Statements.Text("devices", worker.Devices), Statements.MaybeLong("memory", worker.MemoryBytes),
            ],
            cancellationToken))[0];

    /// <inheritdoc/>
    public Task LeaveAsync(string worker, CancellationToken cancellationToken) =>
        _statements.ExecuteAsync(Leave, [Statements.Text("name", worker)], cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableArray<WorkerStatus>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. await _statements.QueryAsync(
            List,
            Read,
            [],
            cancellationToken),
    ];

    /// <inheritdoc/>
    public Task<bool> DrainAsync(string worker, CancellationToken cancellationToken) =>
        _statements.ExecuteAsync(Drain, [Statements.Text("name", worker)], cancellationToken);

    private static WorkerStatus Read(NpgsqlDataReader row) => new(
        row.GetString(0), TextOrNull(row, 1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4))
    {
        IsDraining = row.GetBoolean(5),
        IsAlive = row.GetBoolean(6),
        Held = row.GetInt32(7),
        Study = TextOrNull(row, 8),
        Devices = TextOrNull(row, 9),
        MemoryBytes = row.IsDBNull(10) ? null : row.GetInt64(10),
    };

    private static string? TextOrNull(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
