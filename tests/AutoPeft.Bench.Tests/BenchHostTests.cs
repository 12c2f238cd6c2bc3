using System.CommandLine;
using AutoPeft.Bench.Training;
using AutoPeft.Bench.Training.Sweeps;
using AutoPeft.TestKit.Files;

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

    [Theory]
    [InlineData("products", "--size", "0x4x4", "ROWSxCOLUMNSxDEPTH")]
    [InlineData("products", "--size", "4x-4x4", "ROWSxCOLUMNSxDEPTH")]
    [InlineData("products", "--size", "large", "ROWSxCOLUMNSxDEPTH")]
    [InlineData("products", "--size", "4x4", "ROWSxCOLUMNSxDEPTH")]
    [InlineData("products", "--size", "99999x99999x1", "32768")]
    [InlineData("train", "--shape", "4", "LAYERSxHIDDEN")]
    [InlineData("train", "--shape", "4x100", "a multiple of 64")]
    [InlineData("ways", "--hidden", "100", "a multiple of 64")]
    [InlineData("chaos", "--lease", "NaN", "above 0")]
    public async Task A_size_that_cannot_be_measured_is_named_with_what_is_expected_and_ends_with_code_2(string verb, string option, string given, string expected)
    {
        using var errors = new StringWriter();

        Assert.Equal(2, await BenchHost.RunAsync(BenchCommands.Create().Parse([verb, option, given]), errors));

        Assert.Contains(given, errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(option, errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(expected, errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transfer", "--from", "no-such-file")]
    [InlineData("pictures", "--data", "no-such-folder", "--study", "a", "--out", "pictures")]
    public void A_file_that_is_not_there_is_not_read(params string[] line) =>
        Assert.Contains(BenchCommands.Create().Parse(line).Errors, error => error.Message.Contains("no-such", StringComparison.Ordinal));

    [Fact]
    public async Task A_line_that_is_no_study_and_a_study_that_a_folder_does_not_have_are_named_and_end_with_code_2()
    {
        using var folder = new TemporaryFolder();
        using var errors = new StringWriter();

        Assert.Equal(2, await BenchHost.RunAsync(BenchCommands.Create().Parse(["transfer", "--from", folder.Write("studies.jsonl", "\nname: box\n")]), errors));
        Assert.Equal(2, await BenchHost.RunAsync(BenchCommands.Create().Parse(["pictures", "--data", folder.Path, "--study", "box", "--out", folder.File("out")]), errors));

        Assert.Contains("autopeft: studies.jsonl:2: ", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("There is no study 'box'", errors.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Theory]
    [MemberData(nameof(NumberOptions))]
    public void No_number_of_any_verb_may_be_negative_or_a_word(string verb, string option)
    {
        foreach (var given in new[] { "-5", "many" })
        {
            Assert.Contains(
                BenchCommands.Create().Parse([verb, option, given]).Errors,
                error => error.Message.Contains(given, StringComparison.Ordinal) && error.Message.Contains(option, StringComparison.Ordinal));
        }
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

    // A seed may be any number.
    public static TheoryData<string, string> NumberOptions() =>
    [
        .. from verb in BenchCommands.Create().Subcommands
           from option in verb.Options
           where new[] { typeof(int), typeof(int?), typeof(int[]), typeof(double) }.Contains(option.ValueType)
           select (verb.Name, option.Name),
    ];

    private static RootCommand Root() => new() { TrainCommand.Create(), ProductCommand.Create(), SweepCostCommand.Create() };
}
