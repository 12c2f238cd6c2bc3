namespace AutoPeft.Trials.Journal;

/// <summary>A piece of a file that moves forward and grows only when somebody needs more of the file at once.</summary>
/// <remarks>The file is taken to be as long as it was at the beginning, so that reading ends while another process appends.</remarks>
internal sealed class JournalWindow : IDisposable
{
    /// <summary>How much is read at once, in bytes.</summary>
    public const int Step = 1 << 18;

    private readonly FileStream _file;
    private byte[] _buffer;
    private int _begin;
    private int _end;
    private long _unread;

    public JournalWindow(string path, long offset)
    {
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0) { Position = offset };
        _unread = Math.Max(0, _file.Length - offset);
        _buffer = new byte[Math.Min(Step, _unread)];
        Position = offset;
    }

    /// <summary>Where in the file it begins.</summary>
    public long Position { get; private set; }

    /// <summary>How many bytes the file has from there on.</summary>
    public long Left => _end - _begin + _unread;

    /// <summary>What it shows now. Gone with the next call of anything else.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_begin, _end - _begin);

    /// <summary>Shows at least so many bytes; false when the file has fewer.</summary>
    public bool Has(long count)
    {
        if (count <= _end - _begin)
        {
            return true;
        }

        if (count > Left || count > Array.MaxLength)
        {
            return false;
        }

        MakeRoom((int)count);
        var read = _file.ReadAtLeast(_buffer.AsSpan(_end, (int)Math.Min(_unread, _buffer.Length - _end)), (int)count - _end, throwOnEndOfStream: false);
        _end += read;
        _unread = _end < count ? 0 : _unread - read; // Cut while it was read: what is there is all.
        return _end >= count;
    }

    /// <summary>Moves forward over bytes that are shown.</summary>
    public void Skip(int count)
    {
        _begin += count;
        Position += count;
    }

    /// <summary>Moves forward to the next place where the file has these bytes; false, and at the end, when it has no more of them.</summary>
    public bool SkipTo(ReadOnlySpan<byte> mark)
    {
        while (Has(mark.Length))
        {
            var next = Bytes.IndexOf(mark);
            Skip(next >= 0 ? next : Bytes.Length - mark.Length + 1);
            if (next >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _file.Dispose();

    private void MakeRoom(int count)
    {
        var target = count > _buffer.Length ? new byte[Math.Max(count, (int)Math.Min(Left, Step))] : _buffer;
        Bytes.CopyTo(target);
        _end -= _begin;
        _begin = 0;
        _buffer = target;
    }
}
