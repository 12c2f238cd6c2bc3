using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Keeps a lease alive by renewing it, and tells when it is lost. Ends when it is disposed.</summary>
public sealed class Heartbeat : IAsyncDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _done = new();
    private readonly Task _beating;

    /// <summary>Begins to renew the lease.</summary>
    /// <param name="renew">Renews it.</param>
    /// <param name="rhythm">The time between renewals, and how long each lasts.</param>
    /// <param name="time">The clock; only differences of it count.</param>
    public Heartbeat(
        Func<CancellationToken, Task<LeaseStatus>> renew, (TimeSpan Interval, TimeSpan Duration) rhythm, TimeProvider time) =>
        _beating = BeatAsync(renew, rhythm, time);

    /// <summary>Is triggered when the lease is lost: somebody else has it, it was called off, or the store was away for as long as it lasts.</summary>
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _done.Dispose();
        _lost.Dispose();
    }

    private async Task BeatAsync(
        Func<CancellationToken, Task<LeaseStatus>> renew, (TimeSpan Interval, TimeSpan Duration) rhythm, TimeProvider time)
    {
        var renewed = time.GetTimestamp();
        while (!_lost.IsCancellationRequested)
        {
            await Task.Delay(rhythm.Interval, time, _done.Token);
            var asked = time.GetTimestamp();
            var left = rhythm.Duration - time.GetElapsedTime(renewed);
            if (left > TimeSpan.Zero && await TryRenewAsync(renew, left, time))
            {
                renewed = asked;
            }
            else if (time.GetElapsedTime(renewed) >= rhythm.Duration)
            {
                await _lost.CancelAsync();
            }
        }
    }

    /// <summary>Whether the lease was renewed, or refused, in the time that is left; the store may be away for a while.</summary>
    private async Task<bool> TryRenewAsync(Func<CancellationToken, Task<LeaseStatus>> renew, TimeSpan left, TimeProvider time)
    {
        using var timeout = new CancellationTokenSource(left, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _done.Token);
        try
        {
            return IsHeld(await renew(end.Token));
        }
        catch (Exception) when (!_done.IsCancellationRequested)
        {
            return false;
        }
    }
}
