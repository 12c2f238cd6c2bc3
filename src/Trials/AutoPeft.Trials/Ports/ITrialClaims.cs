using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Ports;

/// <summary>What the working side needs of a store: to claim a trial, keep it, and report.</summary>
/// <remarks>
/// Every write carries the lease that the claim gave. A lease that has run out and was given to somebody else, or whose trial
/// has ended, is refused with <see cref="LeaseStatus.Lost"/> and nothing is written. So a result is recorded once,
/// however many workers believe that the trial is theirs.
/// </remarks>
public interface ITrialClaims
{
    /// <summary>Claims the first waiting trial in one atomic step; null when none waits.</summary>
    /// <remarks>Trials of studies with a higher priority come first. A paused study, or one at its limit of running trials, has none to give.</remarks>
    Task<ClaimedTrial?> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken);

    /// <summary>Queues the trials of leases that have run out again, of every study that this store has open.</summary>
    /// <returns>How many they are.</returns>
    Task<int> ReclaimAsync(CancellationToken cancellationToken);

    /// <summary>Makes the lease last as long from now as its request said.</summary>
    Task<LeaseStatus> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Records that training has begun.</summary>
    Task<LeaseStatus> StartAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Records what was measured after a step.</summary>
    Task<LeaseStatus> MeasureAsync(
        Lease lease, int step, ImmutableSortedDictionary<string, double> metrics, CancellationToken cancellationToken);

    /// <summary>Records something that people should know.</summary>
    Task<LeaseStatus> WarnAsync(Lease lease, string warning, CancellationToken cancellationToken);

    /// <summary>Records a checkpoint from which another attempt can continue. The file must be durable already.</summary>
    Task<LeaseStatus> SaveCheckpointAsync(Lease lease, CheckpointReference checkpoint, CancellationToken cancellationToken);

    /// <summary>Records the result and ends the lease.</summary>
    Task<LeaseStatus> FinishAsync(Lease lease, TrialResult result, CancellationToken cancellationToken);

    /// <summary>Gives the trial back without a result, so that it waits again, and ends the lease.</summary>
    Task<LeaseStatus> ReleaseAsync(Lease lease, AttemptEnd end, string reason, CancellationToken cancellationToken);
}
