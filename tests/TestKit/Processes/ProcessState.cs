namespace AutoPeft.TestKit.Processes;

/// <summary>Whether a process of this machine still works, as Linux tells it.</summary>
public static class ProcessState
{
    /// <summary>Waits until a process is gone: what is killed ends a little later, and its parent may never ask how it ended.</summary>
    /// <param name="process">The process's number.</param>
    /// <param name="cancellationToken">Gives the waiting up.</param>
    /// <exception cref="TimeoutException">It is still there after five minutes.</exception>
    public static Task GoneAsync(string process, CancellationToken cancellationToken) =>
        Eventually.IsTrueAsync(() => !IsAlive(process), $"The end of process {process}", cancellationToken);

    /// <summary>Whether a program of this name is on the search path.</summary>
    public static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Whether a process is there and no zombie.</summary>
    public static bool IsAlive(string process)
    {
        try
        {
            // "number (name) state …"; the name may have spaces and brackets.
            var text = File.ReadAllText($"/proc/{process}/stat");

            return text[(text.LastIndexOf(')') + 2)] is not ('Z' or 'X' or 'x');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
