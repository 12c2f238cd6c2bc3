using System.Buffers.Binary;
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

    /// <summary>The whole frame at the beginning of the bytes, its header included; empty when there is none, or it is unfinished or damaged.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize || !bytes.StartsWith(Mark))
        {
            return [];
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (length < 0 || length > bytes.Length - HeaderSize)
        {
            return [];
        }

        var frame = bytes[..(HeaderSize + length)];
        return BinaryPrimitives.ReadUInt32LittleEndian(frame[8..]) == Checksum(frame) ? frame : [];
    }

    /// <summary>Gives the events of a whole frame one by one.</summary>
    /// <exception cref="JsonException">An event is of a kind that this version does not know.</exception>
    public static void Decode(ReadOnlySpan<byte> frame, Action<StudyEvent> give)
    {
        var payload = frame[HeaderSize..];
        while (payload.IndexOf((byte)'\n') is >= 0 and var end)
        {
            give(EventJson.Read(payload[..end]));
            payload = payload[(end + 1)..];
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> frame) =>
        Crc32C.Finish(Crc32C.Append(BitOperations.Crc32C(Crc32C.Start, BinaryPrimitives.ReadUInt32LittleEndian(frame[4..])), frame[HeaderSize..]));
}
