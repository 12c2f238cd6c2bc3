using AutoPeft.Trials.Journal;

namespace AutoPeft.Trials.Tests.Journal;

/// <summary>A device with room for some bytes; what does not fit is written in part, as a crash or a full disk does.</summary>
internal sealed class FullDevice(IJournalDevice inner, long room) : IJournalDevice
{
    private long _room = room;

    public long Length => inner.Length;

    public void Append(ReadOnlySpan<byte> commit)
    {
        if (commit.Length > _room)
        {
            inner.Append(commit[..(int)_room]);
            throw new IOException("There is no room left.");
        }

        _room -= commit.Length;
        inner.Append(commit);
    }

    public void Dispose() => inner.Dispose();
}
