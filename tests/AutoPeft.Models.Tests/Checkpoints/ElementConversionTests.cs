using AutoPeft.Models.Checkpoints;

namespace AutoPeft.Models.Tests.Checkpoints;

public sealed class ElementConversionTests
{
    [Theory]
    [InlineData(ElementType.F16)]
    [InlineData(ElementType.BF16)]
    public void Every_16_bit_pattern_survives_decoding_and_encoding(ElementType type)
    {
        var bytes = new byte[2 << 16];
        for (var i = 0; i < 1 << 16; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * i), (ushort)i);
        }

        var values = new float[1 << 16];
        var again = new byte[bytes.Length];
        ElementConversion.Decode(type, bytes, values);
        ElementConversion.Encode(type, values, again);

        for (var i = 0; i < values.Length; i++)
        {
            var survived = BitConverter.ToUInt16(bytes, 2 * i) == BitConverter.ToUInt16(again, 2 * i);
            Assert.True(float.IsNaN(values[i]) || survived, $"pattern {i:x}");
        }
    }

    [Theory]
    [InlineData(1.00390625f, 0x3F80)] // half-way between 1 and 1.0078125: to even, down
    [InlineData(1.01171875f, 0x3F82)] // half-way between 1.0078125 and 1.015625: to even, up
    [InlineData(1.00390637f, 0x3F81)] // just above half-way
    [InlineData(float.MaxValue, 0x7F80)]
    [InlineData(float.NegativeInfinity, 0xFF80)]
    public void Bfloat16_rounds_to_nearest_and_ties_to_even(float value, ushort expected)
    {
        var bytes = new byte[2];

        ElementConversion.Encode(ElementType.BF16, [value], bytes);

        Assert.Equal(expected, BitConverter.ToUInt16(bytes));
    }

    [Fact]
    public void A_bfloat16_nan_stays_a_nan()
    {
        var bytes = new byte[2];
        var value = new float[1];

        ElementConversion.Encode(ElementType.BF16, [BitConverter.UInt32BitsToSingle(0x7F800001)], bytes);
        ElementConversion.Decode(ElementType.BF16, bytes, value);

        Assert.True(float.IsNaN(value[0]));
    }
}
