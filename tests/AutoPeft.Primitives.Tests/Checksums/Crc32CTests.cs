using AutoPeft.Primitives.Checksums;

namespace AutoPeft.Primitives.Tests.Checksums;

public sealed class Crc32CTests
{
    [Fact]
    public void The_check_value_of_the_algorithm_comes_out() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    [Fact]
    public void Bytes_in_pieces_give_the_checksum_of_the_whole()
    {
        var bytes = Enumerable.Range(0, 1000).Select(number => (byte)(number * 37)).ToArray();

        for (var cut = 0; cut < 40; cut++)
        {
            Assert.Equal(Crc32C.Of(bytes), Crc32C.Finish(Crc32C.Append(Crc32C.Append(Crc32C.Start, bytes.AsSpan(0, cut)), bytes.AsSpan(cut))));
        }
    }
}
