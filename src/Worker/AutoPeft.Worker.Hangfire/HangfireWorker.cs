using AutoPeft.Worker.Execution;
using Hangfire;

namespace AutoPeft.Worker.Hangfire;

/// <summary>A worker whose trials are jobs: a server of Hangfire in this process.</summary>
/// <param name="loop">Carries out trials.</param>
/// <param name="storage">Where jobs are.</param>
/// <param name="time">The clock.</param>
public sealed class HangfireWorker(WorkerLoop loop, JobStorage storage, TimeProvider time) : IWorkerLoop
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Farewell = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task RunAsync(WorkerSettings settings, CancellationToken draining, CancellationToken stopping)
    {
        var activator = new TrialJobActivator(loop, settings);
        var options = new BackgroundJobServerOptions
        {
            ServerName = settings.Name,
            WorkerCount = settings.Slots,
            Queues = settings.Queue is null
                ? [HangfireStorage.CommonQueue]
                : [.. new[] { HangfireStorage.QueueOf(settings.Queue), HangfireStorage.CommonQueue }.Distinct()],
            Activator = activator,
            CancellationCheckInterval = TimeSpan.FromSeconds(1),
            SchedulePollingInterval = TimeSpan.FromSeconds(5),
            ShutdownTimeout = Farewell,
        };
        using var server = new BackgroundJobServer(options, storage);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(draining, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Hangfire cancels running jobs when it stops; a drained worker lets them end first and takes no other meanwhile.
        activator.IsClosed = true;
        while (!stopping.IsCancellationRequested && loop.Running > 0)
        {
            await Task.Delay(Look, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        server.SendStop();
        await server.WaitForShutdownAsync(CancellationToken.None);
    }
}
