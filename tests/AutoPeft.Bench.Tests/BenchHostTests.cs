using System.CommandLine;
using AutoPeft.Bench.Training;
using AutoPeft.Bench.Training.Sweeps;

namespace AutoPeft.Bench.Tests;

public sealed class BenchHostTests
{
    [Theory]
    [InlineData("train", "--blas", "no-such-folder")]
    [InlineData("sweep", "study.yaml", "--torch", "--blas", "no-such-folder")]
    [InlineData("products", "--blas", "no-such-library")]
    public async Task What_cannot_be_used_is_named_with_its_remedy_and_ends_with_code_2(params string[] line)
    {
        using var errors = new StringWriter();

        var code = await BenchHost.RunAsync(Root().Parse(line), errors);

        Assert.Equal(2, code);
        Assert.StartsWith("autopeft: --blas: ", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("leave --blas out", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_line_that_is_not_understood_ends_with_code_2()
    {
        using var errors = new StringWriter();

        Assert.Equal(2, await BenchHost.RunAsync(Root().Parse("train --no-such-option"), errors));
    }

    [Fact]
    public async Task A_bug_ends_with_code_1_and_its_trace()
    {
        using var errors = new StringWriter();
        var command = new RootCommand();
        command.SetAction(int (ParseResult _) => throw new InvalidOperationException("broken"));

        Assert.Equal(1, await BenchHost.RunAsync(command.Parse([]), errors));
        Assert.Contains("broken", errors.ToString(), StringComparison.Ordinal);
    }

    private static RootCommand Root() => new() { TrainCommand.Create(), ProductCommand.Create(), SweepCostCommand.Create() };
}
