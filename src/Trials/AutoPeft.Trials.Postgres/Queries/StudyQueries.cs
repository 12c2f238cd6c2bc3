using System.Collections.Concurrent;
using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres.Claims;

namespace AutoPeft.Trials.Postgres.Queries;

/// <summary>Reads studies. What was read once is kept, so that only new events are read the next time.</summary>
/// <param name="statements">Sends statements.</param>
internal sealed class StudyQueries(Statements statements) : IDisposable
{
    private readonly ConcurrentDictionary<long, StudyCache> _caches = new();

    /// <summary>The key of a study; null when there is none of this name.</summary>
    public async Task<long?> FindAsync(string study, CancellationToken cancellationToken) => (await LookAsync(study, cancellationToken))?.Id;

    /// <summary>The key of a study.</summary>
    /// <exception cref="InvalidInputException">There is none of this name.</exception>
    public async Task<long> RequireAsync(string study, CancellationToken cancellationToken) =>
        await FindAsync(study, cancellationToken) ?? throw Missing(study);

    /// <summary>The study as it is now.</summary>
    public async Task<StudyRecord> ReadAsync(string study, CancellationToken cancellationToken)
    {
        var (id, last) = await LookAsync(study, cancellationToken) ?? throw Missing(study);

        return await _caches.GetOrAdd(id, _ => new(id, statements)).ReadAsync(last, cancellationToken);
    }

    /// <summary>Events after a number, in order.</summary>
    public async Task<List<StudyEvent>> EventsAsync(long id, long after, int count, CancellationToken cancellationToken)
    {
        var events = new List<StudyEvent>();
        await StudyEvents.ReadAsync(statements, (id, after, count), events.Add, cancellationToken);
        return events;
    }

    /// <summary>One line a study, by name.</summary>
    public async Task<ImmutableArray<StudySummary>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. await statements.QueryAsync(
            StudyStatements.List,
            row => new StudySummary(
                row.GetString(0),
                Enum.Parse<StudyStatus>(row.GetString(1)),
                row.GetInt32(2),
                row.GetInt32(5),
                row.GetFieldValue<DateTimeOffset>(3),
                row.GetFieldValue<DateTimeOffset>(4)),
            [],
            cancellationToken),
    ];

    /// <summary>Forgets what was read of a study.</summary>
    public void Forget(long id) => _caches.TryRemove(id, out _);

    public void Dispose()
    {
        foreach (var cache in _caches.Values)
        {
            cache.Dispose();
        }
    }

    private static InvalidInputException Missing(string study) =>
        new(new FaultPlace(study), "There is no such study in the database.", "List the studies with 'autopeft sweep list'.");

    private async Task<(long Id, long Last)?> LookAsync(string study, CancellationToken cancellationToken) =>
        await statements.QueryAsync(
            StudyStatements.Find, row => (row.GetInt64(0), row.GetInt64(1)), [Statements.Text("study", study)], cancellationToken) is [var found]
            ? found
            : null;
}
