using System.Text.Json;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Tests.Hosting;

namespace AutoPeft.Cli.Tests.Commands;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task An_engine_that_is_not_built_in_comes_with_its_reason_and_its_switch()
    {
        var (_, output, _) = await CommandLineHostTests.RunAsync("doctor", "--json");
        var engines = JsonDocument.Parse(output).RootElement.GetProperty("engines").EnumerateArray().ToList();

        Assert.Equal(3, engines.Count);
        Assert.All(engines.Where(engine => !engine.GetProperty("is_built_in").GetBoolean()), engine =>
        {
            Assert.NotEmpty(engine.GetProperty("reason").GetString()!);
            Assert.StartsWith("-p:With", engine.GetProperty("switch").GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_reported_and_the_exit_code_says_so()
    {
        var (code, output, _) = await CommandLineHostTests.RunAsync("doctor", "--data", Path.Combine("/proc", "nowhere"));

        Assert.Equal(ExitCode.Unavailable, code);
        Assert.Contains("--data", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_left_behind()
    {
        var folder = Directory.CreateTempSubdirectory("doctor-");

        await CommandLineHostTests.RunAsync("doctor", "--data", folder.FullName);

        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete();
    }
}
