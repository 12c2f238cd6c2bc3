using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace AutoPeft.Trials.Snapshots;

/// <summary>Reads what a <see cref="SnapshotBuffer"/> wrote, in the same order.</summary>
/// <param name="bytes">From the first to read on.</param>
internal ref struct SnapshotCursor(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many bytes were not read yet.</summary>
    public readonly int Left => _rest.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)]
    public long Number()
    {
        var rest = _rest;
        var value = (ulong)(rest[0] & 0x7F);
        var length = 1;
        for (var shift = 7; rest[length - 1] >= 0x80; shift += 7)
        {
            value |= (ulong)(rest[length++] & 0x7F) << shift;
        }

        _rest = rest[length..];
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public DateTimeOffset Time(DateTimeOffset from)
    {
        var ticks = Number() + from.UtcTicks;
        var offset = Number();

        return offset == 0 ? new(ticks, TimeSpan.Zero) : new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(offset));
    }

    public DateTimeOffset? MaybeTime(DateTimeOffset from) => Number() == 0 ? null : Time(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Real()
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(_rest);
        _rest = _rest[sizeof(double)..];
        return value;
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = (int)Number();
        var value = _rest[..length];
        _rest = _rest[length..];
        return value;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());
}
