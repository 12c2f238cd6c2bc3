using System.Collections.Immutable;
using AutoPeft.Dashboard.Artifacts;
using AutoPeft.Dashboard.Model;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AutoPeft.Dashboard.Api;

/// <summary>What trials left behind: files, and what their processes printed.</summary>
internal static class FilesApi
{
    private const int MostLines = 10_000;

    /// <summary>The files of a trial.</summary>
    public static async Task<IResult> ListAsync(string name, int number, StudyViews views, DashboardServices services, CancellationToken cancellationToken) =>
        await FindAsync((name, number), views, services, cancellationToken) is { } folder
            ? TypedResults.Ok(folder.List())
            : Missing(name, number);

    /// <summary>One of them. Browsers save it: what a program wrote is not shown as a page of ours.</summary>
    public static async Task<IResult> ReadAsync(string name, int number, string path, StudyViews views, DashboardServices services, CancellationToken cancellationToken)
    {
        if (await FindAsync((name, number), views, services, cancellationToken) is not { } folder)
        {
            return Missing(name, number);
        }

        return folder.Find(path) is { } file
            ? TypedResults.PhysicalFile(file, "application/octet-stream", Path.GetFileName(file), enableRangeProcessing: true)
            : Problems.NotFound($"Trial {number} has no such file.");
    }

    /// <summary>What the process of an attempt printed, the latest ten thousand lines.</summary>
    public static async Task<IResult> LogAsync(string name, int number, int attempt, StudyViews views, DashboardServices services, CancellationToken cancellationToken) =>
        await FindAsync((name, number), views, services, cancellationToken) is not null && attempt > 0
            ? TypedResults.Ok(services.Files!.ReadLog(name, number, attempt).TakeLast(MostLines).ToImmutableArray())
            : Missing(name, number);

    private static async Task<ArtifactFolder?> FindAsync((string Study, int Trial) asked, StudyViews views, DashboardServices services, CancellationToken cancellationToken) =>
        await views.FindAsync(asked.Study, cancellationToken) is { } view && asked.Trial >= 0 && asked.Trial < view.Study.Trials.Length
        && services.Files?.FolderOf(asked.Study, asked.Trial) is { } folder ? new(folder) : null;

    private static ProblemHttpResult Missing(string name, int number) => Problems.NotFound($"No files of a trial {number} in a study '{name}' are on this machine.");
}
