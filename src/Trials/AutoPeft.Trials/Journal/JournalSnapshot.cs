using System.Buffers.Binary;
using AutoPeft.Primitives.Checksums;
using AutoPeft.Primitives.Files;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Snapshots;

namespace AutoPeft.Trials.Journal;

/// <summary>The file <c>snapshot</c> beside a long journal: the state after its first bytes, so that they are checked but not read as events.</summary>
/// <remarks>
/// Layout, little-endian: how many bytes of the journal it stands for, 8 bytes; their CRC-32C, 4 bytes; the state. It is used only if
/// the journal still begins with exactly these bytes, so whatever happens to either file, what is read is what the journal says.
/// </remarks>
/// <param name="journal">The path of the journal.</param>
internal sealed class JournalSnapshot(string journal)
{
    private const int HeaderSize = 12;
    private const int FewEvents = 2000;
    private const int ReadAtOnce = 1 << 20;

    private readonly string _path = Path.Combine(Path.GetDirectoryName(journal)!, "snapshot");

    // How many events the file stands for.
    private long _known;

    /// <summary>The state that the snapshot has, and the reader set to what follows; null when it cannot be used.</summary>
    public StudyFold? Read(JournalReader reader)
    {
        try
        {
            var bytes = File.ReadAllBytes(_path);
            if (bytes.Length < HeaderSize)
            {
                return null;
            }

            var length = BinaryPrimitives.ReadInt64LittleEndian(bytes);
            if (Checksum(length) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(sizeof(long)))
                || FoldSnapshot.Decode(bytes.AsMemory(HeaderSize)) is not { } fold)
            {
                return null;
            }

            reader.Offset = length;
            _known = fold.Sequence;
            return fold;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the snapshot anew when there are many events that it does not have. That it cannot be written is no fault.</summary>
    /// <param name="fold">The state after the journal's first bytes.</param>
    /// <param name="length">How many these are.</param>
    public void Update(StudyFold fold, long length)
    {
        if (fold.Sequence - _known < Math.Max(FewEvents, fold.Sequence / 10))
        {
            return;
        }

        try
        {
            if (Checksum(length) is { } checksum)
            {
                AtomicFile.Write(_path, stream => Write(stream, fold, length, checksum));
                _known = fold.Sequence;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Another process writes it, or the folder may only be read.
        }
    }

    private static void Write(Stream stream, StudyFold fold, long length, uint checksum)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        BinaryPrimitives.WriteInt64LittleEndian(header, length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(long)..], checksum);
        stream.Write(header);
        stream.Write(FoldSnapshot.Encode(fold));
    }

    /// <summary>The checksum of a journal's first bytes; null when it has fewer.</summary>
    private uint? Checksum(long length)
    {
        using var file = new FileStream(
            journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (length < 0 || file.Length < length)
        {
            return null;
        }

        var state = Crc32C.Start;
        var buffer = new byte[ReadAtOnce];
        for (var left = length; left > 0;)
        {
            var read = file.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
            {
                return null;
            }

            state = Crc32C.Append(state, buffer.AsSpan(0, read));
            left -= read;
        }

        return Crc32C.Finish(state);
    }
}
