using System.Buffers.Binary;
using System.Text;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Models.Tests.Checkpoints;

/// <summary>Safetensors files put together by hand, right or wrong.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file with this header and as many zero bytes of data.</summary>
    public static byte[] Of(string header, int dataLength) => Of(Encoding.UTF8.GetBytes(header), dataLength);

    public static byte[] Of(byte[] header, int dataLength)
    {
        var file = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, 8);
        return file;
    }

    /// <summary>
    /// The same bytes with one to four of them changed, mostly to what JSON is made of, and sometimes cut.
    /// </summary>
    public static byte[] Mutate(byte[] original, RandomKey key)
    {
        ReadOnlySpan<byte> alphabet = "{}[]\":,0123456789-e.\\u dF\0"u8;
        var bytes = (byte[])original.Clone();
        for (var change = 0; change <= key.Below(0, 4); change++)
        {
            var position = key.Below((4 * change) + 1, bytes.Length);
            bytes[position] = key.Below((4 * change) + 2, 3) == 0
                ? (byte)key.Below((4 * change) + 3, 256)
                : alphabet[key.Below((4 * change) + 3, alphabet.Length)];
        }

        return key.Below(99, 5) == 0 ? bytes[..key.Below(100, bytes.Length)] : bytes;
    }
}
