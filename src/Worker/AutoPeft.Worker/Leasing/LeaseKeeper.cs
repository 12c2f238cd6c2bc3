using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Leasing;

/// <summary>Keeps a trial's lease alive by heartbeats, and tells when it is lost.</summary>
/// <param name="claims">Where it is renewed.</param>
/// <param name="lease">The lease.</param>
/// <param name="heartbeat">The time between heartbeats, and how long the lease lasts after each.</param>
/// <param name="time">The clock.</param>
internal sealed class LeaseKeeper(
    ITrialClaims claims, Lease lease, (TimeSpan Interval, TimeSpan Duration) heartbeat, TimeProvider time) : IAsyncDisposable
{
    private readonly Heartbeat _heartbeat = new(token => claims.RenewAsync(lease, heartbeat.Duration, token), heartbeat, time);

    /// <summary>Is triggered when the lease is lost: the trial is somebody else's, or was called off.</summary>
    public CancellationToken Lost => _heartbeat.Lost;

    /// <summary>Notes what the store said to a write.</summary>
    public bool IsHeld(LeaseStatus status) => _heartbeat.IsHeld(status);

    public ValueTask DisposeAsync() => _heartbeat.DisposeAsync();
}
