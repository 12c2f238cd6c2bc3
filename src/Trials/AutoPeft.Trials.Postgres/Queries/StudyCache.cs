using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Postgres.Queries;

/// <summary>A study as far as it was read.</summary>
internal sealed class StudyCache : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly StudyFold _fold = new();

    /// <summary>The study with all events that there are now.</summary>
    /// <param name="read">Reads the events after a number.</param>
    /// <param name="most">How many events it returns at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<StudyRecord> ReadAsync(
        Func<long, CancellationToken, Task<List<StudyEvent>>> read, int most, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            List<StudyEvent> events;
            do
            {
                events = await read(_fold.Sequence, cancellationToken);
                events.ForEach(_fold.Apply);
            }
            while (events.Count == most);

            return _fold.Snapshot();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
