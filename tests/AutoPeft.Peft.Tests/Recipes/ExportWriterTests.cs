using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Placement;
using AutoPeft.Peft.Recipes;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;

namespace AutoPeft.Peft.Tests.Recipes;

public sealed class ExportWriterTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    [Fact]
    public void The_same_export_written_twice_has_the_same_bytes()
    {
        var first = Write(_temporary.File("first"), "adapterhub");
        var second = Write(_temporary.File("deep/er/second"), "adapterhub");

        Assert.Equal(first.Files.Select(file => file.Sha256), second.Files.Select(file => file.Sha256));
        Assert.All(Directory.GetFiles(_temporary.File("first")), path =>
            Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(_temporary.File("deep/er/second"), Path.GetFileName(path)))));
    }

    [Fact]
    public void A_folder_with_content_is_left_alone()
    {
        var folder = _temporary.File("export");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "mine"), "x");

        Assert.Throws<InvalidInputException>(() => Write(folder, "autopeft"));
        Assert.Equal(["mine"], Directory.GetFiles(folder).Select(Path.GetFileName));
        Assert.Single(Directory.GetFileSystemEntries(_temporary.Path));
    }

    [Fact]
    public void What_cannot_be_written_leaves_nothing_behind()
    {
        File.WriteAllText(_temporary.File("file"), "x");

        var exception = Assert.Throws<InvalidInputException>(() => Write(_temporary.File("file/export"), "autopeft"));

        Assert.Contains("cannot be written", exception.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(_temporary.Path));
    }

    [Fact]
    public void Weights_of_another_configuration_are_a_bug_of_the_caller()
    {
        var request = SampleRecipes.Export(PeftConfig.Uniform([0], new LoraConfig()), ModelShapes.BertTiny);
        var wrong = request with { Recipe = SampleRecipes.Of(PeftConfig.Uniform([0], new SerialAdapterConfig())) };

        Assert.Throws<ArgumentException>(() => ExportWriter.Write(_temporary.File("x"), ExportFormats.Find("autopeft")!, wrong));
        Assert.Empty(Directory.GetFileSystemEntries(_temporary.Path));
    }

    public void Dispose() => _temporary.Dispose();

    private static ExportManifest Write(string folder, string format) => ExportWriter.Write(
        folder,
        ExportFormats.Find(format)!,
        SampleRecipes.Export(PeftConfig.Uniform([0, 1], new LoraConfig { Rank = 2 }), ModelShapes.BertTiny));
}
