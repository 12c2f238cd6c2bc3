using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.TestKit.Files;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class ModelShowCommandTests
{
    [Theory]
    [InlineData("bert", "bert.encoder.layer.0.attention.self.query", "query")]
    [InlineData("roberta", "roberta.encoder.layer.0.attention.self.query", "query")]
    [InlineData("distilbert", "distilbert.transformer.layer.0.attention.q_lin", "query")]
    [InlineData("gpt2", "transformer.h.0.attn.c_attn", "query_key_value")]
    [InlineData("llama", "model.layers.0.self_attn.q_proj", "query")]
    public async Task A_model_of_every_family_is_shown_with_what_can_be_adapted(string family, string path, string target)
    {
        var (code, output, _) = await CommandLineHostTests.RunAsync("model", "show", Folder(family), "--json");
        var root = JsonDocument.Parse(output).RootElement;

        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal(family, root.GetProperty("family").GetString());
        Assert.Contains(root.GetProperty("modules").EnumerateArray(), module =>
            module.GetProperty("path").GetString() == path && module.GetProperty("target").GetString() == target);
    }

    [Fact]
    public async Task Weights_of_another_model_are_refused_with_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder("bert"), "config.json"), folder.File("config.json"));
        File.Copy(Path.Combine(Folder("gpt2"), "model.safetensors"), folder.File("model.safetensors"));

        var (code, _, errors) = await CommandLineHostTests.RunAsync("model", "show", folder.Path);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("'bert.embeddings.word_embeddings.weight' is missing; expected with shape [37, 24]", errors, StringComparison.Ordinal);
    }

    private static string Folder(string family) => Path.Combine(Repository.Root, "tests/reference", family, "model");
}
