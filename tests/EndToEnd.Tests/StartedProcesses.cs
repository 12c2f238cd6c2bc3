using System.Diagnostics;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Processes that go on beside a test, and are killed with it.</summary>
internal sealed class StartedProcesses : IDisposable
{
    private readonly List<Process> _processes = [];

    /// <summary>Starts the command line with some arguments.</summary>
    public Process Start(params string[] arguments)
    {
        var process = CommandLine.Start(arguments);
        _processes.Add(process);
        return process;
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
