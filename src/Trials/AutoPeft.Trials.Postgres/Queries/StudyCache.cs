using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres.Claims;
using AutoPeft.Trials.Snapshots;
using NpgsqlTypes;

namespace AutoPeft.Trials.Postgres.Queries;

/// <summary>A study as far as it was read.</summary>
/// <param name="id">The study.</param>
/// <param name="statements">Sends statements.</param>
internal sealed class StudyCache(long id, Statements statements) : IDisposable
{
    private const int EventsAtOnce = 5000;
    private const int FewEvents = 2000;

    private readonly SemaphoreSlim _turn = new(1);
    private StudyFold? _fold;

    // How many events the database's snapshot has.
    private long _known;

    /// <summary>The study with all events that there are now.</summary>
    /// <param name="last">The number of its last event, or of one before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<StudyRecord> ReadAsync(long last, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var fold = _fold ??= last < FewEvents ? new() : await ReadSnapshotAsync(cancellationToken) ?? new();
            while (fold.Sequence < last)
            {
                await StudyEvents.ReadAsync(statements, (id, fold.Sequence, EventsAtOnce), fold.Apply, cancellationToken);
            }

            await WriteSnapshotAsync(fold, cancellationToken);
            return fold.Snapshot();
        }
        catch
        {
            _fold = null; // It may have been changed in part.
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<StudyFold?> ReadSnapshotAsync(CancellationToken cancellationToken)
    {
        var rows = await statements.QueryAsync(
            StudyStatements.Snapshot, row => row.GetFieldValue<byte[]>(0), [Statements.Long("id", id)], cancellationToken);
        var fold = rows is [var body] ? FoldSnapshot.Decode(body) : null;

        // One that another build wrote is replaced.
        _known = fold?.Sequence ?? (rows.Count > 0 ? -1 : 0);
        return fold;
    }

    /// <summary>Writes the snapshot anew when there are many events that it does not have, unless another process did.</summary>
    private async Task WriteSnapshotAsync(StudyFold fold, CancellationToken cancellationToken)
    {
        var few = Math.Max(FewEvents, fold.Sequence / 10);
        if (fold.Sequence - _known < few)
        {
            return;
        }

        var there = await statements.QueryAsync(
            StudyStatements.SnapshotSequence, row => row.GetInt64(0), [Statements.Long("id", id)], cancellationToken);
        if (_known < 0 || there is not [var sequence] || fold.Sequence - sequence >= few)
        {
            await statements.ExecuteAsync(
                StudyStatements.SetSnapshot,
                [
                    Statements.Long("id", id), Statements.Long("sequence", fold.Sequence),
                    new("body", NpgsqlDbType.Bytea) { Value = FoldSnapshot.Encode(fold) },
                ],
                cancellationToken);
            sequence = fold.Sequence;
        }

        _known = sequence;
    }
}
