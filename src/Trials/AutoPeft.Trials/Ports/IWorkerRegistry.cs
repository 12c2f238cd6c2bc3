using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Ports;

/// <summary>Knows the workers of a store that many processes share. Trials do not depend on it: leases decide.</summary>
public interface IWorkerRegistry
{
    /// <summary>Says that a worker is there; to be repeated within <paramref name="validity"/>.</summary>
    /// <returns>Whether the worker is asked to drain.</returns>
    Task<bool> ReportAsync(WorkerStatus worker, TimeSpan validity, CancellationToken cancellationToken);

    /// <summary>Forgets a worker that has ended.</summary>
    Task LeaveAsync(string worker, CancellationToken cancellationToken);

    /// <summary>All workers, by name; those not heard of for a day are left out.</summary>
    Task<ImmutableArray<WorkerStatus>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Asks a worker to finish what it has and take no more.</summary>
    /// <returns>Whether there is such a worker.</returns>
    Task<bool> DrainAsync(string worker, CancellationToken cancellationToken);
}
