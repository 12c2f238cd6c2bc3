using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Checkpoints;

public sealed class WeightFilesTests : IDisposable
{
    private const string Index = "pytorch_model.bin.index.json";
    private const string First = "pytorch_model-00001-of-00002.bin";
    private const string Second = "pytorch_model-00002-of-00002.bin";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shards_of_PyTorch_are_found_by_their_index()
    {
        Shard(First);
        _folder.Write(Index, $$"""{ "metadata": { }, "weight_map": { "matrix": "{{First}}", "half": "{{First}}" } }""");
        using var weights = WeightFiles.Open(_folder.Path);

        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), weights.Read("matrix"));
        Assert.Equal([1.5f, -2], weights.Read("half"));
    }

    [Fact]
    public void A_tensor_in_two_shards_is_refused()
    {
        Shard(First);
        Shard(Second);
        _folder.Write(Index, $$"""{ "weight_map": { "matrix": "{{First}}", "half": "{{Second}}" } }""");
        var faults = Assert.Throws<InvalidInputException>(() => WeightFiles.Open(_folder.Path));

        Assert.Contains("in two shards", faults.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../pytorch_model.bin")]
    [InlineData("model.safetensors")]
    [InlineData("")]
    public void A_shard_that_is_no_such_file_of_the_folder_is_refused(string name)
    {
        _folder.Write(Index, $$"""{ "weight_map": { "matrix": "{{name}}" } }""");
        var faults = Assert.Throws<InvalidInputException>(() => WeightFiles.Open(_folder.Path));

        Assert.Contains("is no .bin file of the folder", faults.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_that_is_missing_is_refused_with_its_name()
    {
        _folder.Write(Index, $$"""{ "weight_map": { "matrix": "{{First}}" } }""");
        var faults = Assert.Throws<InvalidInputException>(() => WeightFiles.Open(_folder.Path));

        Assert.Contains(First, faults.Message, StringComparison.Ordinal);
    }

    private void Shard(string name) =>
        File.Copy(Path.Combine(Repository.Root, "tests/reference/pytorch/pytorch_model.bin"), _folder.File(name));
}
