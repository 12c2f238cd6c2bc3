namespace AutoPeft.Tensors.Memory;

/// <summary>Counts the floats that tensors hold, and the most that they held at once. Safe for use from several threads.</summary>
internal sealed class MemoryMeter
{
    private long _used;
    private long _peak;

    /// <summary>The bytes that tensors hold now.</summary>
    public long UsedBytes => Interlocked.Read(ref _used) * sizeof(float);

    /// <summary>The most bytes that they held at once since the last <see cref="ForgetPeak"/>.</summary>
    public long PeakBytes => Interlocked.Read(ref _peak) * sizeof(float);

    /// <summary>Counts floats that a tensor takes.</summary>
    public void Take(int length)
    {
        var used = Interlocked.Add(ref _used, length);
        var peak = Interlocked.Read(ref _peak);
        while (used > peak && Interlocked.CompareExchange(ref _peak, used, peak) is var seen && seen != peak)
        {
            peak = seen;
        }
    }

    /// <summary>Counts floats that a tensor lets go of.</summary>
    public void GiveBack(int length) => Interlocked.Add(ref _used, -length);

    /// <summary>The peak is what is held now.</summary>
    public void ForgetPeak() => Interlocked.Exchange(ref _peak, Interlocked.Read(ref _used));
}
