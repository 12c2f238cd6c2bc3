using AutoPeft.Models.Checkpoints;
using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Shapes;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Models.Tests.Checkpoints;

public sealed class HuggingFaceFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_with_one_file_of_weights_is_opened()
    {
        _folder.Write("config.json", """{"model_type":"bert"}""");
        WriteWeights("model.safetensors", "x");

        using var opened = HuggingFaceFolder.Open(_folder.Path);

        Assert.Equal("bert", opened.Config.GetProperty("model_type").GetString());
        Assert.Equal([7], opened.Read("x"));
    }

    [Fact]
    public void Shards_are_read_through_their_index()
    {
        _folder.Write("config.json", "{}");
        WriteWeights("model-1.safetensors", "x");
        WriteWeights("model-2.safetensors", "y");
        _folder.Write(
            "model.safetensors.index.json", """{"weight_map":{"x":"model-1.safetensors","y":"model-2.safetensors"}}""");

        using var opened = HuggingFaceFolder.Open(_folder.Path);

        Assert.Equal(["x", "y"], opened.Entries.Select(entry => entry.Name));
        Assert.Equal([7], opened.Read("y"));
    }

    [Theory]
    [InlineData("../model.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/model.safetensors")]
    [InlineData("weights.bin")]
    public void An_index_does_not_lead_out_of_its_folder(string shard)
    {
        _folder.Write("config.json", "{}");
        _folder.Write("model.safetensors.index.json", $$"""{"weight_map":{"x":"{{shard}}"} }""");

        var exception = Assert.Throws<InvalidInputException>(() => HuggingFaceFolder.Open(_folder.Path));

        Assert.Contains(shard, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shard_and_a_damaged_one_are_reported_together()
    {
        _folder.Write("config.json", "{}");
        _folder.Write("a.safetensors", [1, 2, 3]);
        _folder.Write("model.safetensors.index.json", """{"weight_map":{"x":"a.safetensors","y":"b.safetensors"}}""");

        var exception = Assert.Throws<InvalidInputException>(() => HuggingFaceFolder.Open(_folder.Path));

        Assert.Equal(2, exception.Faults.Length);
    }

    [Fact]
    public void A_damaged_config_and_missing_weights_are_reported_together()
    {
        _folder.Write("config.json", "{\n \"a\": }");

        var exception = Assert.Throws<InvalidInputException>(() => HuggingFaceFolder.Open(_folder.Path));

        Assert.Equal([_folder.File("config.json"), _folder.Path], exception.Faults.Select(fault => fault.Place.Source));
        Assert.Equal(2, exception.Faults[0].Place.Line);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault() =>
        Assert.Throws<InvalidInputException>(() => HuggingFaceFolder.Open(_folder.File("absent")));

    private void WriteWeights(string file, string tensor) =>
        SafetensorsWriter.Write(_folder.File(file), [new(tensor, new Shape(1), new float[] { 7 })]);
}
