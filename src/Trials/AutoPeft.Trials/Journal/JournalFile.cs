using AutoPeft.Primitives.Files;
using AutoPeft.Trials.Events;
using Microsoft.Win32.SafeHandles;

namespace AutoPeft.Trials.Journal;

/// <summary>Appends commits to a journal file; each is on the device when the method returns.</summary>
internal sealed class JournalFile : IJournalDevice
{
    // A frame is read and written as a whole, so that a long imported history is not one.
    private const int EventsAtOnce = 1000;

    private readonly string _path;
    private readonly SafeFileHandle _handle;

    private JournalFile(string path, long length)
    {
        _path = path;
        Length = length;
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    public long Length { get; private set; }

    /// <summary>Writes a new journal of these events: all of it, or after a crash nothing.</summary>
    public static void Create(string path, IEnumerable<StudyEvent> events) => AtomicFile.Write(path, stream =>
    {
        stream.Write(JournalReader.FileMark);
        foreach (var some in events.Chunk(EventsAtOnce))
        {
            stream.Write(JournalFrame.Encode(some));
        }
    });

    /// <summary>Opens a journal and drops everything after its whole commits.</summary>
    public static JournalFile Open(string path, long length)
    {
        var file = new JournalFile(path, length);
        if (RandomAccess.GetLength(file._handle) > length)
        {
            RandomAccess.SetLength(file._handle, length);
            RandomAccess.FlushToDisk(file._handle);
        }

        return file;
    }

    public void Append(ReadOnlySpan<byte> commit)
    {
        try
        {
            RandomAccess.Write(_handle, commit, Length);
            RandomAccess.FlushToDisk(_handle);
            Length += commit.Length;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            TryDropUnfinished();
            throw new IOException(
                $"The journal {_path} cannot be written: {fault.Message} Everything recorded before is safe; make room and start again.", fault);
        }
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>Not needed for safety, since opening drops an unfinished commit too.</summary>
    private void TryDropUnfinished()
    {
        try
        {
            RandomAccess.SetLength(_handle, Length);
        }
        catch (IOException)
        {
        }
    }
}
