using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Shapes;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Checkpoints;

public sealed class SafetensorsFileTests : IDisposable
{
    private const string TwoTensors =
        """{"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},"a":{"dtype":"BF16","shape":[1,2],"data_offsets":[0,4]}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_lists_its_tensors_in_header_order()
    {
        using var file = Open(SafetensorsBytes.Of(TwoTensors, 12));

        Assert.Equal(["b", "a"], file.Entries.Select(entry => entry.Name));
        Assert.Equal(ElementType.BF16, file.Find("a")?.Type);
        Assert.Equal([1, 2], file.Find("a")!.Extents);
        Assert.Equal(2, file.Find("b")?.Count);
        Assert.Null(file.Find("c"));
    }

    [Fact]
    public void Numbers_are_read_little_endian_from_their_place()
    {
        var bytes = SafetensorsBytes.Of(TwoTensors, 12);
        BitConverter.GetBytes((ushort)0x3FC0).CopyTo(bytes, bytes.Length - 12); // 1.5 in bfloat16
        BitConverter.GetBytes(-2.25f).CopyTo(bytes, bytes.Length - 4);
        using var file = Open(bytes);

        Assert.Equal([1.5f, 0], file.Read("a"));
        Assert.Equal([0, -2.25f], file.Read("b"));
    }

    [Fact]
    public void A_tensor_larger_than_one_chunk_is_read_whole()
    {
        var values = Enumerable.Range(0, 600_001).Select(i => (float)i).ToArray();
        SafetensorsWriter.Write(_folder.File("large"), [new("x", new Shape(values.Length), values)]);
        using var file = SafetensorsFile.Open(_folder.File("large"));

        Assert.Equal(values, file.Read("x"));
    }

    [Fact]
    public void Whole_numbers_may_be_stored_but_are_not_weights()
    {
        using var file = Open(SafetensorsBytes.Of("""{"ids":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""", 8));

        var exception = Assert.Throws<InvalidInputException>(() => file.Read("ids"));

        Assert.Contains("'ids' holds 1 I64", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0, "not a JSON object")]
    [InlineData("[1]", 0, "not a JSON object")]
    [InlineData("{\"a\":", 0, "not valid JSON")]
    [InlineData("""{"a":7}""", 0, "'a' is not described")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "'a' is not described")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", 4, "'a' is not described")]
    [InlineData("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4, "'a' has the dtype '\"F31\"'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "'a' has the shape '[-1]'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "'a' has the shape '[1.5]'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "'a' has the offsets '[4,0]'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "'a' has 4 bytes, but shape [2] needs 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "'a' is larger than any file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "'a' ends at byte 8, the data at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "tensors end at byte 4, the data at 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' starts at byte 4 and leaves a gap")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""", 3, "'b' starts at byte 1 and overlaps")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "'a' is listed twice")]
    [InlineData("""{"__metadata__":{"n":1}}""", 0, "'__metadata__' is not an object of texts")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "name is not text")]
    public void A_header_that_breaks_the_format_is_refused_with_file_and_tensor(string header, int dataLength, string message)
    {
        var path = _folder.Write("broken.safetensors", SafetensorsBytes.Of(header, dataLength));

        var exception = Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(path));

        Assert.Equal(path, exception.Faults[0].Place.Source);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_of_a_header_are_reported_together()
    {
        var bytes = SafetensorsBytes.Of("""{"a":1,"b":2,"c":{"dtype":"?","shape":[],"data_offsets":[0,0]}}""", 0);

        Assert.Equal(3, Assert.Throws<InvalidInputException>(() => Open(bytes)).Faults.Length);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 123, 125 })]
    public void A_header_length_beyond_the_file_is_refused(byte[] bytes) =>
        Assert.Throws<InvalidInputException>(() => Open(bytes));

    [Fact]
    public void A_missing_file_is_a_fault_that_names_it()
    {
        var path = _folder.File("absent.safetensors");

        Assert.Equal(path, Assert.Throws<InvalidInputException>(() => SafetensorsFile.Open(path)).Faults[0].Place.Source);
    }

    [Fact]
    public void A_file_cut_after_opening_is_a_fault_and_no_crash()
    {
        var path = _folder.Write("cut.safetensors", SafetensorsBytes.Of(TwoTensors, 12));
        using var file = SafetensorsFile.Open(path);
        using (var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            writer.SetLength(writer.Length - 1);
        }

        Assert.Throws<InvalidInputException>(() => file.Read("b"));
    }

    [Fact]
    public void Hundreds_of_damaged_files_are_read_or_refused_but_never_crash()
    {
        var original = SafetensorsBytes.Of(TwoTensors, 12);
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = SafetensorsBytes.Mutate(original, RandomKey.FromSeed(7).For(i));
            try
            {
                using var file = Open(bytes);
                Assert.All(file.Entries, entry => Assert.InRange(entry.Count, 0, bytes.Length));
            }
            catch (InvalidInputException)
            {
                // Refusing is right; any other exception fails the test.
            }
        }
    }

    [Fact]
    public void A_file_written_by_the_formats_own_library_is_read()
    {
        var path = Repository.SharedData("models/stories260K/model.safetensors");
        Assert.SkipWhen(path is null, "The shared data is not on this machine.");

        using var file = SafetensorsFile.Open(path);

        Assert.Equal([512, 64], file.Find("model.embed_tokens.weight")!.Extents);
        Assert.All(file.Read("model.norm.weight"), value => Assert.InRange(value, -100, 100));
    }

    private SafetensorsFile Open(byte[] bytes) => SafetensorsFile.Open(_folder.Write("file.safetensors", bytes));
}
