using System.Diagnostics;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Runs the command line that was built with these tests, as a process of its own.</summary>
internal static class CommandLine
{
    /// <summary>Starts it; what it prints is dropped.</summary>
    public static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AutoPeft.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The command line did not start.");

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
}
