using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api;

/// <summary>Who works.</summary>
internal static class WorkersApi
{
    /// <summary>A page of the workers, by name; none for a store of one process.</summary>
    public static async Task<PageDocument<WorkerStatus>> ListAsync(DashboardServices services, CancellationToken cancellationToken, string after = "", int size = 100) =>
        Cursor.Page(services.Workers is { } workers ? await workers.ListAsync(cancellationToken) : [], worker => worker.Name, after, Math.Min(size, 1000));
}
