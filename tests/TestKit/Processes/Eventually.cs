namespace AutoPeft.TestKit.Processes;

/// <summary>Waits for what other processes and threads do, as long as a slow, busy machine may need.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until something is so.</summary>
    /// <exception cref="TimeoutException">It is not so after five minutes; names <paramref name="what"/>.</exception>
    public static Task IsTrueAsync(Func<bool> isSo, string what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isSo);

        return IsTrueAsync(() => Task.FromResult(isSo()), what, cancellationToken);
    }

    /// <summary>Waits until something that takes time to find out is so.</summary>
    /// <exception cref="TimeoutException">It is not so after five minutes; names <paramref name="what"/>.</exception>
    public static async Task IsTrueAsync(Func<Task<bool>> isSo, string what, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(isSo);

        var start = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"{what}: not within {Patience.TotalSeconds} s.");
            }

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Waits until a file has at least one whole line, and gives its text without white space around it.</summary>
    /// <exception cref="TimeoutException">It has none after five minutes.</exception>
    public static async Task<string> LineOfAsync(string file, CancellationToken cancellationToken)
    {
        await IsTrueAsync(() => File.Exists(file) && File.ReadAllText(file).EndsWith('\n'), $"A line in {file}", cancellationToken);

        return (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
    }
}
