using System.Globalization;
using AutoPeft.Dashboard.Artifacts;
using AutoPeft.Worker.Runners.Programs;

namespace AutoPeft.Cli.Hosting;

/// <summary>The files of trials in a data folder, for the dashboard.</summary>
/// <param name="dataFolder">The data folder. Full path.</param>
internal sealed class TrialFiles(string dataFolder) : ITrialFiles
{
    /// <inheritdoc/>
    public string? FolderOf(string study, int trial)
    {
        // Names of studies that came from elsewhere, such as a database, are no paths.
        var isName = study is not ("" or "." or "..") && study == Path.GetFileName(study) && !study.AsSpan().ContainsAny(Path.GetInvalidFileNameChars());
        var folder = isName ? Path.Combine(dataFolder, study, "trials", trial.ToString(CultureInfo.InvariantCulture)) : null;

        return Directory.Exists(folder) ? folder : null;
    }

    /// <inheritdoc/>
    public IEnumerable<AttemptLine> ReadLog(string study, int trial, int attempt) => FolderOf(study, trial) is { } folder
        ? AttemptLog.Read(folder, attempt).Select(line => new AttemptLine(line.At, line.Stream, line.Text))
        : [];
}
