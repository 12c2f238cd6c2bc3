using System.Diagnostics;

namespace AutoPeft.Bench.Chaos;

/// <summary>The command line of the product as processes of their own.</summary>
internal static class ProductProcess
{
    /// <summary>Says where the command line is when it is not beside the benchmarks' build.</summary>
    public const string Variable = "AUTOPEFT_CLI";

    private static string Program =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given
        : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "AutoPeft.Cli", "release", "AutoPeft.Cli.dll"));

    /// <summary>Starts it; what it prints goes to a file.</summary>
    public static Process Start(string log, IReadOnlyDictionary<string, string> variables, params IEnumerable<string> arguments)
    {
        if (!File.Exists(Program))
        {
            throw new FileNotFoundException($"The command line is not built: {Program}. Name it with {Variable}.");
        }

        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Write(log, line.Data);
        process.ErrorDataReceived += (_, line) => Write(log, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task RunAsync(string log, params IEnumerable<string> arguments)
    {
        using var process = Start(log, new Dictionary<string, string>(), arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"autopeft {string.Join(' ', arguments)} ended with {process.ExitCode}: {File.ReadAllText(log)}");
        }
    }

    private static void Write(string log, string? line)
    {
        if (line is not null)
        {
            lock (log)
            {
                File.AppendAllText(log, line + "\n");
            }
        }
    }
}
