using AutoPeft.Models;
using AutoPeft.Training.Data;

namespace AutoPeft.Training.FrozenWork;

/// <summary>
/// Keeps the hidden states below the lowest trained layer, which are the same in every epoch and in every trial.
/// </summary>
/// <remarks>
/// Below its lowest module a trial trains nothing, so what leaves that part depends on the model, the tokens and the
/// depth only. It is computed once, and every training of the process that starts at the same depth reads it. The
/// frozen part runs as in evaluation, without dropout, with or without the cache: dropout there would make every epoch
/// differ, and it regularises weights that cannot change. Safe for concurrent use; one trial computes an entry while
/// others wait for it. Entries that are not in use make room for new ones, the longest unused first. What does not fit
/// goes to files where there is a folder for them, and is computed every time where there is none.
/// </remarks>
/// <param name="budgetBytes">The most memory that stored states may take together; not negative.</param>
/// <param name="files">Where states go that memory has no room for; null, the default, nowhere. Stays the caller's.</param>
public sealed class FrozenStateCache(long budgetBytes, FrozenStateFolder? files = null)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FrozenStateKey, FrozenStateEntry> _entries = [];
    private long _requests;

    /// <summary>The most memory that stored states may take together.</summary>
    public long BudgetBytes { get; } = budgetBytes >= 0
        ? budgetBytes
        : throw new ArgumentOutOfRangeException(nameof(budgetBytes), budgetBytes, "The budget must not be negative.");

    /// <summary>The memory that stored states take now.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>How often states were found or could be stored, since the start.</summary>
    public long Hits { get; private set; }

    /// <summary>How often states did not fit and had to be computed anew for every batch.</summary>
    public long Misses { get; private set; }

    /// <summary>The states of a dataset after some layers, computed now if they are not there yet.</summary>
    /// <returns>Null when they do not fit beside what is in use.</returns>
    internal FrozenStateLease? Acquire(
        ITransformer model, EncodedDataset data, int layers, CancellationToken cancellationToken)
    {
        var key = new FrozenStateKey(model, data.Key, layers);
        var reserved = Reserve(key, HiddenStates.BytesOf(data, model.Shape.HiddenSize), out var givenUp);
        foreach (var given in givenUp)
        {
            files?.Spill(given.Key, given.States!);
        }

        if (reserved is not { } entry)
        {
            var lease = files?.Acquire(key, data, cancellationToken);
            lock (_gate)
            {
                (Hits, Misses) = lease is null ? (Hits, Misses + 1) : (Hits + 1, Misses);
            }

            return lease;
        }

        try
        {
            return new FrozenStateLease(Fill(entry, data, cancellationToken), () => Release(entry));
        }
        catch
        {
            Release(entry);
            throw;
        }
    }

    private FrozenStateEntry? Reserve(FrozenStateKey key, long bytes, out IReadOnlyList<FrozenStateEntry> givenUp)
    {
        givenUp = [];
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                if (!MakeRoom(bytes, out givenUp))
                {
                    return null;
                }

                entry = new FrozenStateEntry(key, bytes);
                _entries.Add(key, entry);
                UsedBytes += bytes;
            }

            Hits++;
            return Use(entry);
        }
    }

    /// <summary>Drops unused entries until there is room. Nothing is dropped when that would not be enough.</summary>
    private bool MakeRoom(long bytes, out IReadOnlyList<FrozenStateEntry> givenUp)
    {
        givenUp = [];
        var unused = _entries.Values.Where(entry => entry.Users == 0).OrderBy(entry => entry.LastUse).ToList();
        if (UsedBytes - unused.Sum(entry => entry.Bytes) + bytes > BudgetBytes)
        {
            return false;
        }

        var dropped = new List<FrozenStateEntry>();
        foreach (var entry in unused.TakeWhile(_ => UsedBytes + bytes > BudgetBytes))
        {
            Drop(entry);
            dropped.Add(entry);
        }

        givenUp = [.. dropped.Where(entry => entry.States is not null)];

        return true;
    }

    private void Drop(FrozenStateEntry entry)
    {
        _entries.Remove(entry.Key);
        UsedBytes -= entry.Bytes;
    }

    private FrozenStateEntry Use(FrozenStateEntry entry)
    {
        entry.Users++;
        entry.LastUse = ++_requests;

        return entry;
    }

    private HiddenStates Fill(FrozenStateEntry entry, EncodedDataset data, CancellationToken cancellationToken)
    {
        entry.Filling.Wait(cancellationToken);
        try
        {
            if (entry.States is null)
            {
                var states = Stored(entry.Key, data) ?? FrozenForward.Run(entry.Key, data, AcquireBelow(entry.Key), cancellationToken);
                lock (_gate)
                {
                    entry.States = states;
                }
            }

            return entry.States;
        }
        finally
        {
            entry.Filling.Release();
        }
    }

    /// <summary>What was given up before and is still in a file.</summary>
    private MemoryStates? Stored(FrozenStateKey key, EncodedDataset data)
    {
        using var lease = files?.Find(key, data);
        if (lease is null)
        {
            return null;
        }

        var states = new MemoryStates(data, key.Layers, lease.States.Width);
        for (var row = 0; row < data.Count; row++)
        {
            var values = new float[states.CountOf(row)];
            lease.States.Read(row, values);
            states.Write(row, values);
        }

        return states;
    }

    /// <summary>The stored states nearest below, to go on from; null when there are none.</summary>
    private FrozenStateLease? AcquireBelow(FrozenStateKey key)
    {
        lock (_gate)
        {
            var entry = _entries.Values
                .Where(entry => entry.Key.Model == key.Model && entry.Key.Data == key.Data)
                .Where(entry => entry.Key.Layers < key.Layers && entry.States is not null)
                .MaxBy(entry => entry.Key.Layers);

            return entry is null ? null : new FrozenStateLease(Use(entry).States!, () => Release(entry));
        }
    }

    private void Release(FrozenStateEntry entry)
    {
        lock (_gate)
        {
            entry.Users--;
            if (entry.Users == 0 && entry.States is null)
            {
                Drop(entry); // whoever was to fill it was cancelled or failed
            }
        }
    }
}
