using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AutoPeft.Trials.Snapshots;

/// <summary>Bytes that grow. Whole numbers take as few bytes as they need.</summary>
internal sealed class SnapshotBuffer
{
    private const int LongestNumber = 10;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 12);

    public int Length => _bytes.WrittenCount;

    /// <summary>Seven bits a byte, the sign in the lowest.</summary>
    public void Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var target = _bytes.GetSpan(LongestNumber);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
        {
            target[length++] = (byte)(rest | 0x80);
        }

        target[length++] = (byte)rest;
        _bytes.Advance(length);
    }

    /// <summary>A time by its distance from another.</summary>
    public void Time(DateTimeOffset value, DateTimeOffset from)
    {
        Number(value.UtcTicks - from.UtcTicks);
        Number(value.TotalOffsetMinutes);
    }

    /// <summary>A time that may be missing.</summary>
    public void Time(DateTimeOffset? value, DateTimeOffset from)
    {
        Number(value is null ? 0 : 1);
        if (value is { } there)
        {
            Time(there, from);
        }
    }

    public void Real(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(sizeof(double)), value);
        _bytes.Advance(sizeof(double));
    }

    /// <summary>Bytes with their number before them.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        Raw(value);
    }

    public void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public void Raw(ReadOnlySpan<byte> value) => _bytes.Write(value);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
