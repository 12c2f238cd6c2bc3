using System.Buffers.Binary;
using System.Text;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Tensors.Shapes;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Checkpoints;

public sealed class SafetensorsWriterTests : IDisposable
{
    private static readonly TensorData[] Two =
        [new("z", new Shape(1, 2), new float[] { 1, -2 }), new("a.b", new Shape(), new float[] { 0.1f })];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bytes_are_header_length_padded_header_and_data()
    {
        var bytes = Write(Two, ElementType.F32);

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        var header = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            """{"__metadata__":{"format":"pt"},"z":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"a.b":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}""",
            header.TrimEnd(' '));
        Assert.Equal(8 + length + 12, bytes.Length);
        Assert.Equal(-2, BitConverter.ToSingle(bytes, 8 + length + 4));
    }

    [Theory]
    [InlineData(ElementType.F32)]
    [InlineData(ElementType.F16)]
    [InlineData(ElementType.BF16)]
    public void The_same_tensors_give_the_same_bytes(ElementType type) => Assert.Equal(Write(Two, type), Write(Two, type));

    [Theory]
    [InlineData(ElementType.F32, 0.1f)]
    [InlineData(ElementType.F16, 0.099975586f)]
    [InlineData(ElementType.BF16, 0.100097656f)]
    public void What_is_written_is_read_back_rounded_to_its_type(ElementType type, float expected)
    {
        SafetensorsWriter.Write(_folder.File("x"), Two, type);
        using var file = SafetensorsFile.Open(_folder.File("x"));

        Assert.Equal([1, -2], file.Read("z"));
        Assert.Equal([expected], file.Read("a.b"));
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Fact]
    public void A_name_that_occurs_twice_is_refused() =>
        Assert.Throws<ArgumentException>(() => Write([Two[0], Two[0]], ElementType.F32));

    [Fact]
    public void A_count_that_does_not_match_the_shape_is_refused() =>
        Assert.Throws<ArgumentException>(() => Write([new("x", new Shape(3), new float[2])], ElementType.F32));

    [Fact]
    public void A_number_beyond_half_precision_is_refused_and_the_old_file_stays()
    {
        var path = _folder.Write("x", "old");

        Assert.Throws<ArgumentException>(
            () => SafetensorsWriter.Write(path, [new("x", new Shape(1), new[] { 1e6f })], ElementType.F16));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    private static byte[] Write(TensorData[] tensors, ElementType type)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, type);
        return stream.ToArray();
    }
}
