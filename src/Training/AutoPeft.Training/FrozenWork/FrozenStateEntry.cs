namespace AutoPeft.Training.FrozenWork;

/// <summary>
/// A place in the cache. Its counters belong to the cache's lock; its states to whoever holds <see cref="Filling"/>.
/// </summary>
internal sealed class FrozenStateEntry(FrozenStateKey key, long bytes)
{
    /// <summary>What the states depend on.</summary>
    public FrozenStateKey Key { get; } = key;

    /// <summary>The memory that is set aside for them.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Held by the one who computes the states; others wait for it.</summary>
    public SemaphoreSlim Filling { get; } = new(1);

    /// <summary>The states; null until they are computed.</summary>
    public HiddenStates? States { get; set; }

    /// <summary>How many trainings use the entry now. One in use is never dropped.</summary>
    public int Users { get; set; }

    /// <summary>When it was last asked for, as a count of requests.</summary>
    public long LastUse { get; set; }
}
