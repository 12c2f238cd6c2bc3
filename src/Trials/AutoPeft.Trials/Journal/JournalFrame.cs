using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Text.Json;
using AutoPeft.Primitives.Checksums;
using AutoPeft.Trials.Events;

namespace AutoPeft.Trials.Journal;

/// <summary>The unit in which a journal grows: the events of one commit, with a length and a checksum before them.</summary>
/// <remarks>
/// Layout, little-endian: four bytes <c>APJF</c>; the payload's length, 4 bytes; CRC-32C of length and payload, 4 bytes; the
/// payload, one JSON event a line. A commit is one frame and is flushed before the next is written, so after a crash at
/// most the last frame is unfinished.
/// </remarks>
internal static class JournalFrame
{
    public const int HeaderSize = 12;

    private static ReadOnlySpan<byte> NumberName => ",\"n\":"u8;

    public static ReadOnlySpan<byte> Mark => "APJF"u8;

    public static byte[] Encode(IEnumerable<StudyEvent> events)
    {
        using var frame = new MemoryStream();
        frame.Write(stackalloc byte[HeaderSize]);
        foreach (var happened in events)
        {
            frame.Write(EventJson.Write(happened));
            frame.WriteByte((byte)'\n');
        }

        var bytes = frame.ToArray();
        Mark.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - HeaderSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Checksum(bytes));
        return bytes;
    }

    /// <summary>How long the frame says that it is, whose header the bytes begin with; null when they begin with none.</summary>
    public static long? SizeOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Mark) && BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) is >= 0 and var length ? HeaderSize + (long)length : null;

    /// <summary>The whole frame at the beginning of the bytes, its header included; empty when there is none, or it is unfinished or damaged.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || SizeOf(bytes) is not { } size || size > bytes.Length)
        {
            return [];
        }

        var frame = bytes[..(int)size];
        return BinaryPrimitives.ReadUInt32LittleEndian(frame[8..]) == Checksum(frame) ? frame : [];
    }

    /// <summary>Gives the events of a whole frame one by one.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="after">Events up to this number are passed over, which costs next to nothing; 0 for none.</param>
    /// <param name="give">Gets each of the others.</param>
    /// <exception cref="JsonException">An event is of a kind that this version does not know.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, long after, Action<StudyEvent> give)
    {
        var payload = frame[HeaderSize..];
        while (payload.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (after == 0 || !(NumberOf(payload[..end]) <= after))
            {
                give(EventJson.Read(payload[..end]));
            }

            payload = payload[(end + 1)..];
        }
    }

    // The number is written after all that is the event's own; null where it is not found, and then the event is read.
    private static long? NumberOf(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf(NumberName);

        return at >= 0 && Utf8Parser.TryParse(line[(at + NumberName.Length)..], out long number, out _) ? number : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> frame) =>
        Crc32C.Finish(Crc32C.Append(BitOperations.Crc32C(Crc32C.Start, BinaryPrimitives.ReadUInt32LittleEndian(frame[4..])), frame[HeaderSize..]));
}
