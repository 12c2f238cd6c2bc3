using AutoPeft.Trials.Ports;

namespace AutoPeft.Bench.Dashboard;

/// <summary>Goes on with a study at a steady pace.</summary>
/// <param name="store">Where the study is.</param>
internal sealed class EventFeed(ITrialStore store)
{
    private const int EventsPerTrial = 5;
    private const int AtOnce = 20;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Carries out trials until the time is over.</summary>
    /// <param name="first">The number of the first trial.</param>
    /// <param name="pace">Events a second.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number of the last event, and how many a second there were.</returns>
    public async Task<(long Last, double Pace)> WriteAsync(int first, double pace, TimeSpan duration, CancellationToken cancellationToken)
    {
        await store.OpenStudyAsync(LargeStudy.Name, cancellationToken);
        var before = (await store.ReadStudyAsync(LargeStudy.Name, cancellationToken)).Sequence;
        var began = TimeProvider.System.GetTimestamp();
        var interval = TimeSpan.FromSeconds(EventsPerTrial * AtOnce / pace);
        for (var round = 1; TimeProvider.System.GetElapsedTime(began) < duration; round++)
        {
            var numbers = Enumerable.Range(first + ((round - 1) * AtOnce), AtOnce);
            await store.EnqueueAsync(LargeStudy.Name, [.. numbers.Select(LargeStudy.Proposal)], cancellationToken);
            await Task.WhenAll(numbers.Select(_ => TryAsync(cancellationToken)));
            var wait = (interval * round) - TimeProvider.System.GetElapsedTime(began);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, TimeProvider.System, cancellationToken);
        }

        var elapsed = TimeProvider.System.GetElapsedTime(began);
        var last = (await store.ReadStudyAsync(LargeStudy.Name, cancellationToken)).Sequence;
        return (last, (last - before) / elapsed.TotalSeconds);
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        var claimed = await store.ClaimAsync(new ClaimRequest("feed", Lease) { Study = LargeStudy.Name }, cancellationToken)
            ?? throw new InvalidOperationException("A trial that was queued cannot be claimed.");
        var result = LargeStudy.Result(claimed.Lease.Trial);
        await store.StartAsync(claimed.Lease, cancellationToken);
        await store.MeasureAsync(claimed.Lease, 100, result.Metrics, cancellationToken);
        await store.FinishAsync(claimed.Lease, result, cancellationToken);
    }
}
