using AutoPeft.Trials.Journal;

namespace AutoPeft.Trials.Tests.Journal;

/// <summary>Counts what is appended and keeps nothing; while it is held, an append waits.</summary>
internal sealed class CountingDevice : IJournalDevice
{
    private readonly ManualResetEventSlim _free = new(initialState: true);
    private int _commits;

    public int Commits => Volatile.Read(ref _commits);

    public long Length => 0;

    public void Hold() => _free.Reset();

    public void Release() => _free.Set();

    public void Append(ReadOnlySpan<byte> commit)
    {
        _free.Wait();
        Interlocked.Increment(ref _commits);
    }

    public void Dispose() => _free.Dispose();
}
