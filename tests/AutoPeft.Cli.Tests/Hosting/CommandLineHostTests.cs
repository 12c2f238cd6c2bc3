using System.Text.Json;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Tests.Hosting;

public sealed class CommandLineHostTests
{
    [Fact]
    public async Task The_version_is_one_line()
    {
        var (code, output, errors) = await RunAsync("--version");

        Assert.Equal((ExitCode.Ok, ""), (code, errors));
        Assert.Matches(@"^autopeft \d+\.\d+\.\d+( \([0-9a-f]{10}\))?\n$", output);
    }

    [Fact]
    public async Task With_json_the_version_is_a_document()
    {
        var (code, output, _) = await RunAsync("--version", "--json");

        Assert.Equal(ExitCode.Ok, code);
        Assert.Matches(@"^\d+\.\d+\.\d+$", JsonDocument.Parse(output).RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public async Task Without_a_command_the_help_is_shown()
    {
        var (code, output, _) = await RunAsync();

        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains("autopeft [command] [options]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_bad_input()
    {
        var (code, output, errors) = await RunAsync("quikstart");

        Assert.Equal((ExitCode.BadInput, ""), (code, output));
        Assert.Contains("'quikstart'", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_no_place_for_studies()
    {
        var file = typeof(CommandLineHostTests).Assembly.Location;

        var (code, output, errors) = await RunAsync("sweep", "list", "--data", file);

        Assert.Equal((ExitCode.Unavailable, ""), (code, output));
        Assert.Equal($"autopeft: {file} is a file, and studies are kept in a folder. Name a folder with --data or --store.\n", errors);
    }

    [Fact]
    public async Task Nothing_in_an_error_steers_the_terminal()
    {
        var (_, _, errors) = await RunAsync("quik\u001b[31mstart\u0007");

        Assert.Contains("'quik[31mstart'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(errors, character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public async Task With_json_an_error_is_a_document_too()
    {
        var (code, output, errors) = await RunAsync("quikstart", "--json");
        var document = JsonDocument.Parse(output).RootElement;

        Assert.Equal((ExitCode.BadInput, ""), (code, errors));
        Assert.Equal("bad_input", document.GetProperty("kind").GetString());
        Assert.Equal(2, document.GetProperty("exit_code").GetInt32());
        Assert.Contains("quikstart", document.GetProperty("faults")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    internal static async Task<(ExitCode Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var code = await new CommandLineHost(output, errors, TimeProvider.System).RunAsync(arguments);

        return (code, output.ToString(), errors.ToString());
    }
}
