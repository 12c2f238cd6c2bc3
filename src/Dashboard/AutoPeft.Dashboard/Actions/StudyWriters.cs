using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Dashboard.Actions;

/// <summary>Opens studies for changes. Where a store allows one writing process at a time, a study stays open only while somebody holds one of its trials.</summary>
/// <remarks>Leases of such a store live in the process that gave them: closing the study would take every trial from its trainer.</remarks>
/// <param name="store">The store that is shown.</param>
/// <param name="services">What the host offers.</param>
internal sealed class StudyWriters(ITrialStore store, DashboardServices services) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);

    /// <summary>Keeps a new study.</summary>
    public async Task CreateAsync(StudyHeader study, CancellationToken cancellationToken)
    {
        if (services.NewWriter is not { } open)
        {
            await store.CreateStudyAsync(study, cancellationToken);
            return;
        }

        await using var writer = open();
        await writer.CreateStudyAsync(study, cancellationToken);
    }

    /// <summary>Does something to a study that is open for writing.</summary>
    /// <exception cref="StoreUnavailableException">Another process has it open and the store allows only one.</exception>
    public async Task<T> WithAsync<T>(string study, Func<ITrialStore, Task<T>> write, CancellationToken cancellationToken)
    {
        if (services.NewWriter is not { } open)
        {
            await store.OpenStudyAsync(study, cancellationToken);
            return await write(store);
        }

        var writer = await TakeAsync(study, open, cancellationToken);
        try
        {
            return await write(writer);
        }
        finally
        {
            await GiveAsync(study);
        }
    }

    /// <summary>Queues trials whose leases ran out, and closes studies that nobody holds a trial of any more.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        string[] open;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            open = [.. _held.Keys];
        }
        finally
        {
            _gate.Release();
        }

        foreach (var study in open)
        {
            await WithAsync(study, writer => writer.ReclaimAsync(cancellationToken), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var held in _held.Values)
        {
            await held.Writer.DisposeAsync();
        }

        _held.Clear();
    }

    private async Task<ITrialStore> TakeAsync(string study, Func<ITrialStore> open, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_held.TryGetValue(study, out var held))
            {
                held = new(open());
                try
                {
                    await held.Writer.OpenStudyAsync(study, cancellationToken);
                }
                catch
                {
                    await held.Writer.DisposeAsync();
                    throw;
                }

                _held.Add(study, held);
            }

            held.Users++;
            return held.Writer;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task GiveAsync(string study)
    {
        await _gate.WaitAsync();
        try
        {
            var held = _held[study];
            if (--held.Users == 0 && !await IsNeededAsync(held.Writer, study))
            {
                _held.Remove(study);
                await held.Writer.DisposeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private static async Task<bool> IsNeededAsync(ITrialStore writer, string study)
    {
        try
        {
            return (await writer.ReadStudyAsync(study, CancellationToken.None)).Trials.Any(trial => trial.State.IsHeld());
        }
        catch (Exception gone) when (gone is InvalidInputException or IOException)
        {
            return false; // Deleted, or its file cannot be written any more: it has to be opened again.
        }
    }

    private sealed class Held(ITrialStore writer)
    {
        public ITrialStore Writer => writer;

        public int Users { get; set; }
    }
}
