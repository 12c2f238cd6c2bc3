using System.Runtime.InteropServices;

namespace AutoPeft.Models.Checkpoints;

/// <summary>
/// Stored numbers to 32-bit floats and back. Files are little-endian, as is every machine .NET 10 trains on.
/// </summary>
internal static class ElementConversion
{
    /// <summary>Reads as many elements as <paramref name="destination"/> holds. Exact for all three types.</summary>
    public static void Decode(ElementType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (type)
        {
            case ElementType.F32:
                MemoryMarshal.Cast<byte, float>(source)[..destination.Length].CopyTo(destination);
                break;
            case ElementType.F16:
                DecodeHalf(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            case ElementType.BF16:
                DecodeBrain(MemoryMarshal.Cast<byte, ushort>(source), destination);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Only floats of 16 and 32 bits are weights.");
        }
    }

    /// <summary>Writes every element, rounded to the nearest representable number, ties to even.</summary>
    public static void Encode(ElementType type, ReadOnlySpan<float> source, Span<byte> destination)
    {
        switch (type)
        {
            case ElementType.F32:
                MemoryMarshal.AsBytes(source).CopyTo(destination);
                break;
            case ElementType.F16:
                EncodeHalf(source, MemoryMarshal.Cast<byte, Half>(destination));
                break;
            case ElementType.BF16:
                EncodeBrain(source, MemoryMarshal.Cast<byte, ushort>(destination));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Only floats of 16 and 32 bits are weights.");
        }
    }

    private static void DecodeHalf(ReadOnlySpan<Half> source, Span<float> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (float)source[i];
        }
    }

    private static void DecodeBrain(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
        }
    }

    private static void EncodeHalf(ReadOnlySpan<float> source, Span<Half> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            destination[i] = (Half)source[i];
        }
    }

    private static void EncodeBrain(ReadOnlySpan<float> source, Span<ushort> destination)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(source[i]);
            // Rounding would carry a NaN's mantissa into infinity, so a NaN keeps its upper half, made quiet.
            destination[i] = float.IsNaN(source[i])
                ? (ushort)((bits >> 16) | 0x40)
                : (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }
}
