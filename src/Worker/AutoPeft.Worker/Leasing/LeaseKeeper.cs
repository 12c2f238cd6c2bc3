using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Leasing;

/// <summary>Keeps a lease alive by heartbeats, and tells when it is lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _done = new();
    private readonly Task _beating;

    /// <summary>Begins to renew the lease.</summary>
    public LeaseKeeper(ITrialClaims claims, Lease lease, (TimeSpan Interval, TimeSpan Duration) heartbeat, TimeProvider time) =>
        _beating = BeatAsync(claims, lease, heartbeat, time);

    /// <summary>Is triggered when the lease is lost: the trial is somebody else's, or was called off.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Notes what the store said to a write.</summary>
    public bool IsHeld(LeaseStatus status)
    {
        if (status == LeaseStatus.Lost)
        {
            _lost.Cancel();
        }

        return status == LeaseStatus.Held;
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _done.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync(
        ITrialClaims claims, Lease lease, (TimeSpan Interval, TimeSpan Duration) heartbeat, TimeProvider time)
    {
        var renewed = time.GetUtcNow();
        while (!_lost.IsCancellationRequested)
        {
            await Task.Delay(heartbeat.Interval, time, _done.Token);
            try
            {
                if (IsHeld(await claims.RenewAsync(lease, heartbeat.Duration, _done.Token)))
                {
                    renewed = time.GetUtcNow();
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException && time.GetUtcNow() - renewed < heartbeat.Duration)
            {
                // The store may be away for a while; the lease is lost only when its time is over.
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                await _lost.CancelAsync();
            }
        }
    }
}
