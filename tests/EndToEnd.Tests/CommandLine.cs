using System.Diagnostics;
using System.Text.Json;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Runs the command line that was built with these tests, as a process of its own.</summary>
internal static class CommandLine
{
    /// <summary>Starts it; what it prints is dropped.</summary>
    public static Process Start(IEnumerable<string> arguments)
    {
        var process = Open(Environment.CurrentDirectory, arguments);

        // Read, so that the process never waits for a full pipe.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs it to its end and returns the exit code.</summary>
    public static async Task<int> RunAsync(IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>Runs it to its end in a folder and gives what it printed; studies are kept in <c>studies</c> there.</summary>
    public static async Task<CommandResult> RunAsync(string folder, params string[] arguments)
    {
        using var process = Open(folder, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it with <c>--json</c>, expects success, and gives its document.</summary>
    public static async Task<JsonElement> DocumentAsync(string folder, params string[] arguments)
    {
        var result = await RunAsync(folder, ["--json", .. arguments]);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result}");

        return result.Document;
    }

    /// <summary>Starts it in a folder; the caller reads its streams and ends it.</summary>
    public static Process Open(string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AutoPeft.Cli.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AUTOPEFT_DATA"] = Path.Combine(folder, "studies");

        return Process.Start(start) ?? throw new InvalidOperationException("The command line did not start.");
    }
}
