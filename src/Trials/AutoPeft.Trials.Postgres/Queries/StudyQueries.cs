using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres.Entities;
using Microsoft.EntityFrameworkCore;

namespace AutoPeft.Trials.Postgres.Queries;

/// <summary>Reads studies. What was read once is kept, so that only new events are read the next time.</summary>
/// <param name="connection">Where to.</param>
internal sealed class StudyQueries(PostgresConnection connection) : IDisposable
{
    private const int EventsAtOnce = 5000;

    private readonly ConcurrentDictionary<long, StudyCache> _caches = new();

    /// <summary>The key of a study; null when there is none of this name.</summary>
    public async Task<long?> FindAsync(string study, CancellationToken cancellationToken)
    {
        await using var context = connection.NewContext();

        return await context.Studies.Where(row => row.Name == study).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>The key of a study.</summary>
    /// <exception cref="InvalidInputException">There is none of this name.</exception>
    public async Task<long> RequireAsync(string study, CancellationToken cancellationToken) =>
        await FindAsync(study, cancellationToken) ?? throw new InvalidInputException(
            new FaultPlace(study), "There is no such study in the database.", "List the studies with 'autopeft sweep list'.");

    /// <summary>The study as it is now.</summary>
    public async Task<StudyRecord> ReadAsync(string study, CancellationToken cancellationToken)
    {
        var id = await RequireAsync(study, cancellationToken);

        return await _caches.GetOrAdd(id, _ => new()).ReadAsync(
            (after, token) => EventsAsync(id, after, EventsAtOnce, token), EventsAtOnce, cancellationToken);
    }

    /// <summary>Events after a number, in order.</summary>
    public async Task<List<StudyEvent>> EventsAsync(long id, long after, int count, CancellationToken cancellationToken)
    {
        await using var context = connection.NewContext();
        var rows = await context.Events.AsNoTracking()
            .Where(row => row.StudyId == id && row.Sequence > after)
            .OrderBy(row => row.Sequence).Take(count)
            .ToListAsync(cancellationToken);

        return rows.ConvertAll(Read);
    }

    /// <summary>One line a study, by name.</summary>
    public async Task<ImmutableArray<StudySummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = connection.NewContext();
        var rows = await context.Studies.AsNoTracking().Select(study => new
        {
            study.Name,
            study.Status,
            study.TrialCount,
            Completed = context.Trials.Count(trial => trial.StudyId == study.Id && trial.State == (short)TrialState.Completed),
            study.Created,
            study.Changed,
        }).ToListAsync(cancellationToken);

        return [.. rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => new StudySummary(
            row.Name, Enum.Parse<StudyStatus>(row.Status), row.TrialCount, row.Completed, row.Created, row.Changed))];
    }

    /// <summary>Forgets what was read of a study.</summary>
    public void Forget(long id) => _caches.TryRemove(id, out _);

    public void Dispose()
    {
        foreach (var cache in _caches.Values)
        {
            cache.Dispose();
        }
    }

    private static StudyEvent Read(EventEntity row) =>
        EventJson.Read(Encoding.UTF8.GetBytes(row.Body)) with { Sequence = row.Sequence, At = row.At.ToUniversalTime() };
}
