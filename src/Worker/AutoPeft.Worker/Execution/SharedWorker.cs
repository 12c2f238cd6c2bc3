using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>A worker beside others: says that it is there, and drains when it is asked to.</summary>
/// <param name="loop">Works.</param>
/// <param name="registry">Knows the workers.</param>
/// <param name="time">The clock.</param>
public sealed class SharedWorker(IWorkerLoop loop, IWorkerRegistry registry, TimeProvider time)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private long _reported = time.GetTimestamp();

    /// <summary>How often it reports. Default 3 s; it counts as alive for four times as long.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether the store answered the last report in time.</summary>
    public bool IsWell => time.GetElapsedTime(Interlocked.Read(ref _reported)) < ReportInterval * 4;

    /// <summary>Whether it was asked to take no more trials.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>Works until it is drained or stopped.</summary>
    /// <param name="settings">How to work.</param>
    /// <param name="stopping">Asks to give back what was begun, at once.</param>
    /// <returns>Whether it was drained.</returns>
    public async Task<bool> RunAsync(WorkerSettings settings, CancellationToken stopping)
    {
        using var draining = new CancellationTokenSource();
        using var over = new CancellationTokenSource();
        var reporting = ReportAsync(settings, draining, over.Token);
        try
        {
            await loop.RunAsync(settings, draining.Token, stopping);
        }
        finally
        {
            await over.CancelAsync();
            await reporting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var limit = new CancellationTokenSource(Farewell, time);
            await registry.LeaveAsync(settings.Name, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return draining.IsCancellationRequested;
    }

    private static WorkerStatus StatusOf(WorkerSettings settings)
    {
        var memory = settings.Devices.IsEmpty ? [settings.MemoryBytes] : settings.Devices.Select(device => device.MemoryBytes).ToArray();

        return new(settings.Name, settings.Queue, settings.Slots * memory.Length, default, default)
        {
            Study = settings.Study,
            Devices = settings.Devices.IsEmpty ? null : string.Join(", ", settings.Devices.Select(device => device.Name)),
            MemoryBytes = memory.Contains(null) ? null : memory.Max(),
        };
    }

    private async Task ReportAsync(WorkerSettings settings, CancellationTokenSource draining, CancellationToken over)
    {
        var self = StatusOf(settings);
        while (!over.IsCancellationRequested)
        {
            IsDraining = await registry.ReportAsync(self, ReportInterval * 4, over);
            Interlocked.Exchange(ref _reported, time.GetTimestamp());
            if (IsDraining)
            {
                await draining.CancelAsync();
            }

            await Task.Delay(ReportInterval, time, over);
        }
    }
}
