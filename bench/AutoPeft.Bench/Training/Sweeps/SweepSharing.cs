namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>What the trials of a sweep share while they are trained.</summary>
/// <param name="StoredBytes">The most memory for stored states of frozen layers; 0 stores none.</param>
/// <param name="Packing">How many go through the model together; 1 for none.</param>
/// <param name="Concurrency">How many are trained at the same time, each on a thread of its own; where they are packed, at least as many.</param>
internal sealed record SweepSharing(long StoredBytes, int Packing, int Concurrency)
{
    /// <summary>The memory that a sweep of the product gives to stored states unless it is told otherwise.</summary>
    public const long UsualStoredBytes = 256L << 20;

    /// <summary>The trials that are under way at the same time.</summary>
    public int Slots => Math.Max(Packing, Concurrency);

    /// <summary>The threads that compute: a pack has one.</summary>
    public int Threads => (Slots + Packing - 1) / Packing;
}
