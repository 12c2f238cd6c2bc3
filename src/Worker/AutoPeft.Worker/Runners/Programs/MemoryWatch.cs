using System.Diagnostics;

namespace AutoPeft.Worker.Runners.Programs;

/// <summary>Ends a program that has more memory in use than it may, with what it started; looks four times a second.</summary>
/// <param name="process">The program.</param>
/// <param name="limit">The most bytes; null without a limit.</param>
/// <param name="time">The clock.</param>
internal sealed class MemoryWatch(Process process, long? limit, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Watches until it is over.</summary>
    /// <param name="full">Is triggered when the limit is exceeded.</param>
    /// <param name="over">Ends the watch.</param>
    /// <returns>The bytes that were too many; null when they never were.</returns>
    public async Task<long?> RunAsync(CancellationTokenSource full, CancellationToken over)
    {
        if (limit is not { } most)
        {
            return null;
        }

        while (!over.IsCancellationRequested)
        {
            if (ProcessTree.ResidentBytes(process) is var bytes && bytes > most)
            {
                await full.CancelAsync();
                return bytes;
            }

            await Task.Delay(Interval, time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }
}
