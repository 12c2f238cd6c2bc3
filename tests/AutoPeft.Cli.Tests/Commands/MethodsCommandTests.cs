using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.Peft.Methods;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class MethodsCommandTests
{
    [Fact]
    public async Task Every_method_is_listed()
    {
        var (code, output, _) = await CommandLineHostTests.RunAsync("methods", "list", "--json");
        var names = JsonDocument.Parse(output).RootElement.GetProperty("methods").EnumerateArray().Select(method => method.GetProperty("name").GetString());

        Assert.Equal(ExitCode.Ok, code);
        Assert.Equal(MethodRegistry.BuiltIn.Methods.Select(method => method.Name), names);
    }

    [Fact]
    public async Task Every_method_can_be_shown_with_its_costs_on_a_model()
    {
        using var folder = new TemporaryFolder();
        SmallBert.Save(folder.Path);
        foreach (var method in MethodRegistry.BuiltIn.Methods)
        {
            var (code, output, errors) = await CommandLineHostTests.RunAsync("methods", "show", method.Name, "--model", folder.Path, "--json");

            Assert.Equal((ExitCode.Ok, ""), (code, errors));
            var costs = JsonDocument.Parse(output).RootElement.GetProperty("costs");
            Assert.True(costs.GetProperty("trainable_parameters").GetInt64() > 0, method.Name);
            Assert.Equal(method.Mergeable ? "merged" : "extra", costs.GetProperty("latency").GetString());
            Assert.Equal(method.Mergeable, costs.GetProperty("inference_overhead_fraction").GetDouble() == 0);
            Assert.True(costs.GetProperty("peak_memory_bytes").GetInt64() > costs.GetProperty("checkpoint_bytes").GetInt64());
            Assert.Equal("exact", costs.GetProperty("verdicts").GetProperty("autopeft").GetString());
        }
    }

    [Theory]
    [InlineData("lora", "hf_peft,adapterhub,autopeft")]
    [InlineData("adalora", "hf_peft,adapterhub,autopeft")]
    [InlineData("serial_adapter", "adapterhub,autopeft")]
    [InlineData("ssf", "autopeft")]
    public async Task What_finds_ranks_is_exported_as_what_it_finds(string method, string expected)
    {
        var (_, output, _) = await CommandLineHostTests.RunAsync("methods", "show", method, "--json");
        var exports = JsonDocument.Parse(output).RootElement.GetProperty("exports").EnumerateArray().Select(item => item.GetString());

        Assert.Equal(expected, string.Join(',', exports));
    }

    [Fact]
    public async Task Settings_change_the_costs()
    {
        using var folder = new TemporaryFolder();
        SmallBert.Save(folder.Path);
        var (_, output, _) = await CommandLineHostTests.RunAsync(
            "methods", "show", "lora", "--model", folder.Path, "--set", "rank=3", "--set", "targets=query+key", "--json");

        Assert.Equal(
            3 * 2 * 3 * (16 + 16),
            JsonDocument.Parse(output).RootElement.GetProperty("costs").GetProperty("trainable_parameters").GetInt64());
    }

    [Theory]
    [InlineData("no_such_method", null, 3)]
    [InlineData("lora", "rnak=3", 2)]
    [InlineData("lora", "rank=many", 2)]
    public async Task What_is_not_there_is_refused(string method, string? setting, int expected)
    {
        using var folder = new TemporaryFolder();
        SmallBert.Save(folder.Path);
        string[] settings = setting is null ? [] : ["--set", setting];

        var (code, _, errors) = await CommandLineHostTests.RunAsync(["methods", "show", method, "--model", folder.Path, .. settings]);

        Assert.Equal(expected, (int)code);
        Assert.NotEqual("", errors);
    }
}
