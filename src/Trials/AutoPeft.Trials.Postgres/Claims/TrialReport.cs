using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Postgres.Claims;

/// <summary>What the holder of a lease wants recorded.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Happened">What happened.</param>
/// <param name="From">The state that the trial must have; null: any while it is held.</param>
/// <param name="To">The state that it gets; null: the same. Any other but running ends the lease.</param>
internal sealed record TrialReport(Lease Lease, TrialEvent Happened, TrialState? From, TrialState? To);
