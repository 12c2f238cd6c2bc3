using System.Diagnostics;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Processes that go on beside a test, and are killed with it.</summary>
internal sealed class StartedProcesses : IDisposable
{
    private readonly List<Process> _processes = [];

    /// <summary>Starts the command line with some arguments.</summary>
    public Process Start(params string[] arguments) => Add(CommandLine.Start(arguments));

    /// <summary>Starts the command line in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="environment">What to add to the environment.</param>
    /// <param name="complaint">Is told each line of the error output; null: nobody is.</param>
    public Process Start(string folder, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, Action<string>? complaint = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AutoPeft.Cli.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Add(Process.Start(start)!);
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += (_, line) => complaint?.Invoke(line.Data ?? string.Empty);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Takes a process over.</summary>
    public Process Add(Process process)
    {
        _processes.Add(process);
        return process;
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }
    }
}
