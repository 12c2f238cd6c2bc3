using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trials_that_a_program_trained_have_nothing_to_export_and_it_is_said_what_to_do_instead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a shell script.");
        SmallStudy.Write(_folder);
        _folder.Write("child.sh", """echo '{"result": {"accuracy": 0.5}}'""");
        File.AppendAllText(_folder.File("small.yaml"), "\nrunner: { command: [sh, child.sh] }\n");
        var (swept, table, said) = await RunAsync("sweep", "run", _folder.File("small.yaml"));
        Assert.True(swept == ExitCode.Ok, table + said);

        var (code, _, errors) = await RunAsync("export", "--output", _folder.File("export"));

        Assert.True(code == ExitCode.BadInput, errors + table);
        Assert.Contains("nothing here to export", errors, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("small", "trials", "0"), errors, StringComparison.Ordinal);
        Assert.Contains("autopeft train small --trial NUMBER", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("export")));
    }

    [Fact]
    public async Task Points_of_a_space_without_modules_have_nothing_to_export()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program of this test is a shell script.");
        var box = _folder.Write("box.yaml", """
            name: box
            parameters: { x: { float: [0, 1] } }
            objectives: [{ name: loss, direction: minimize }]
            command: [sh, -c, "echo '{\"loss\": 1}'"]
            sampler: random
            budget: { trials: 2 }
            """);
        Assert.Equal(ExitCode.Ok, (await RunAsync("optimize", box)).Code);

        var (code, _, errors) = await RunAsync("export", "--output", _folder.File("export"));

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("nothing to export", errors, StringComparison.Ordinal);
        Assert.Contains("autopeft front box", errors, StringComparison.Ordinal);
    }

    private Task<(ExitCode Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        CommandLineHostTests.RunAsync([.. arguments, "--data", _folder.File("data")]);
}
