using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class EngineOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EngineOptionsTests() => SmallStudy.Write(_folder);

    private static bool HasTorchSharp => BuildInformation.Engines.Single(engine => engine.Name == "TorchSharp").IsBuiltIn;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_engine_that_is_not_built_in_is_refused_with_its_switch()
    {
        Assert.SkipWhen(HasTorchSharp, "TorchSharp is built in.");

        var (code, _, errors) = await RunAsync("--engine", "torchsharp");

        Assert.Equal(ExitCode.Unavailable, code);
        Assert.Contains("not built in", errors, StringComparison.Ordinal);
        Assert.Contains("-p:WithTorchSharp=cpu|cuda", errors, StringComparison.Ordinal);
        Assert.Contains("./configure --with torchsharp", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TorchSharp_trains_where_it_is_built_in()
    {
        Assert.SkipUnless(HasTorchSharp, "TorchSharp is not built in; './configure --with torchsharp' builds it in where the feed has it.");

        var (code, output, errors) = await RunAsync("--engine", "torchsharp", "--precision", "bf16", "--recompute", "--set", "epochs=1");

        Assert.True(code == ExitCode.Ok, errors + output);
    }

    [Fact]
    public async Task A_device_that_the_machine_lacks_is_refused()
    {
        var (code, _, errors) = await RunAsync("--engine", "torchsharp", "--device", "cuda:63");

        Assert.Equal(ExitCode.Unavailable, code);
        Assert.Contains(HasTorchSharp ? "cuda:63" : "not built in", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task States_of_frozen_layers_may_lie_on_disk_and_are_gone_in_the_end()
    {
        var (code, output, errors) = await RunAsync("--state-memory", "0", "--state-disk", "10", "--set", "epochs=1");

        Assert.True(code == ExitCode.Ok, errors + output);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.states", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_negative_number_of_megabytes_is_bad_input()
    {
        var (code, _, errors) = await RunAsync("--state-disk=-1");

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("--state-disk must be between 0", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    public async Task A_device_that_is_none_is_bad_input(string device)
    {
        var (code, _, errors) = await RunAsync("--engine", "torchsharp", $"--device={device}");

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("cuda:0", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("takes one device here", "cuda:0", "cuda:1")]
    [InlineData("named twice", "cuda:0", "cuda:0")]
    [InlineData("'cuda:0' is named twice", "cuda", "cuda:0")]
    [InlineData("no device 'gpu'", "gpu", "cpu")]
    public async Task Devices_that_cannot_be_used_together_are_refused(string words, string first, string second)
    {
        var (code, _, errors) = await RunAsync("--engine", "torchsharp", "--device", first, "--device", second);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(words, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--device", "cpu")]
    [InlineData("--precision", "bf16")]
    [InlineData("--recompute", "true")]
    public async Task The_managed_engine_takes_none_of_the_options_of_torchsharp(string option, string value)
    {
        var (code, _, errors) = await RunAsync(option, value);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains($"{option} is for --engine torchsharp", errors, StringComparison.Ordinal);
    }

    private Task<(ExitCode Code, string Output, string Errors)> RunAsync(params string[] options) => CommandLineHostTests.RunAsync(
        ["train", _folder.File("small.yaml"), "--config", "modules: [{ method: lora, rank: 2 }]", "--data", _folder.File("data"), .. options]);
}
