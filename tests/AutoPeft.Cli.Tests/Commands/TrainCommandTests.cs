using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainCommandTests() => SmallStudy.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Model_and_data_may_be_named_without_a_study()
    {
        var (code, output, _) = await RunAsync(
            "--model", _folder.File("model"), "--train", _folder.File("train.tsv"), "--validation", _folder.File("dev.tsv"),
            "--config", "modules: [{ method: lora, rank: 2 }]", "--set", "epochs=2", "--set", "maximum_length=12", "--json");
        var document = JsonDocument.Parse(output).RootElement;

        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal("completed", document.GetProperty("state").GetString());
        Assert.Equal(2, document.GetProperty("epochs").GetArrayLength());
        Assert.Equal(12, document.GetProperty("training").GetProperty("maximum_length").GetInt32());
    }

    [Fact]
    public async Task A_recipe_is_trained_again_with_its_own_seed()
    {
        string[] study = [_folder.File("small.yaml")];
        await RunAsync([.. study, "--config", "modules: [{ method: lora, rank: 2 }]", "--seed", "5", "--output", _folder.File("first")]);
        var recipe = Path.Combine(_folder.File("first"), "trained", "recipe.json");
        var (code, output, errors) = await RunAsync([.. study, "--config", recipe, "--output", _folder.File("second"), "--json"]);

        Assert.True(code == ExitCode.Ok, errors + output);
        Assert.Equal(5, JsonDocument.Parse(output).RootElement.GetProperty("seed").GetInt64());
    }

    [Fact]
    public async Task Every_fault_of_a_configuration_is_named_at_once()
    {
        var (code, output, _) = await RunAsync(
            _folder.File("small.yaml"), "--config", "modules: [{ method: lora, rank: 2, layers: [7] }, { method: lorra }]", "--json");

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("modules[1]", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give --model and --train together", "--model", "m")]
    [InlineData("Give one of --config and --trial", "--config", "a: 1", "--trial", "0")]
    public async Task Options_that_do_not_fit_together_are_bad_input(string expected, params string[] arguments)
    {
        var (code, _, errors) = await RunAsync(arguments);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    private Task<(ExitCode Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        CommandLineHostTests.RunAsync(["train", .. arguments, "--data", _folder.Path]);
}
