using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Tests;

/// <summary>Makes the study of a dashboard look as if the process that carried it out had been killed.</summary>
internal static class Interrupted
{
    // No process has a number as high.
    private static readonly string Gone = $"process {int.MaxValue} on {Environment.MachineName}";

    /// <summary>What is said of it.</summary>
    public static string Sentence { get; } = $"Nobody carries it out: {Gone} is gone. The same command again continues it, or 'autopeft sweep run sample'.";

    /// <summary>The study is to go on, and its process lives.</summary>
    public static Task StartAsync(RunningDashboard dashboard, CancellationToken cancellationToken) =>
        dashboard.Store.SetStatusAsync("sample", StudyStatus.Running, string.Empty, cancellationToken);

    /// <summary>The process is gone.</summary>
    /// <returns>The mark of the one that lives.</returns>
    public static string Kill(RunningDashboard dashboard)
    {
        var living = File.ReadAllText(MarkOf(dashboard));
        File.WriteAllText(MarkOf(dashboard), Gone);
        return living;
    }

    /// <summary>The process lives again.</summary>
    public static void Revive(RunningDashboard dashboard, string living) => File.WriteAllText(MarkOf(dashboard), living);

    private static string MarkOf(RunningDashboard dashboard) => Path.Combine(Path.GetDirectoryName(dashboard.Folder)!, "sample", "writer");
}
