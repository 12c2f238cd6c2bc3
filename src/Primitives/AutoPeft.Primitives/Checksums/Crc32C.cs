using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoPeft.Primitives.Checksums;

/// <summary>The 32-bit Castagnoli checksum: finds damage and cut ends, not forgery. Several gigabytes a second where the processor has it.</summary>
public static class Crc32C
{
    /// <summary>What <see cref="Append"/> starts with.</summary>
    public const uint Start = uint.MaxValue;

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => Finish(Append(Start, bytes));

    /// <summary>The checksum of what was appended.</summary>
    public static uint Finish(uint state) => ~state;

    /// <summary>Goes on with more bytes.</summary>
    /// <param name="state"><see cref="Start"/>, or the answer to the bytes before.</param>
    /// <param name="bytes">The next bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            state = BitOperations.Crc32C(state, word);
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            state = BitOperations.Crc32C(state, rest);
        }

        return state;
    }
}
