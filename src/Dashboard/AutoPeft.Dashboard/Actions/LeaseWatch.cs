using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Actions;

/// <summary>Takes trials back from trainers that are not heard of any more, even when nobody asks for a trial.</summary>
/// <param name="writers">The studies that are open here.</param>
/// <param name="time">The clock.</param>
internal sealed class LeaseWatch(StudyWriters writers, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The dashboard stops.
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        try
        {
            await writers.LookAsync(stopping);
        }
        catch (Exception fault) when (fault is IOException or InvalidInputException)
        {
            // A store that is away, or a study that was deleted: looked at again in a while.
        }
    }
}
