using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api;

/// <summary>Who works.</summary>
internal static class WorkersApi
{
    /// <summary>The workers; none for a store of one process.</summary>
    public static async Task<ImmutableArray<WorkerStatus>> ListAsync(DashboardServices services, CancellationToken cancellationToken) =>
        services.Workers is { } workers ? await workers.ListAsync(cancellationToken) : [];
}
