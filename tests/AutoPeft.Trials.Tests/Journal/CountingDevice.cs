using AutoPeft.Trials.Journal;

namespace AutoPeft.Trials.Tests.Journal;

/// <summary>Counts commits; each takes as long as a flush of a slow disk.</summary>
internal sealed class CountingDevice : IJournalDevice
{
    private int _commits;

    public int Commits => Volatile.Read(ref _commits);

    public long Length => 0;

    public void Append(ReadOnlySpan<byte> commit)
    {
        Interlocked.Increment(ref _commits);
        using var never = new ManualResetEventSlim();
        never.Wait(20);
    }

    public void Dispose()
    {
    }
}
