using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft sweep status</c>: where a study is.</summary>
internal sealed class SweepStatusCommand(CommandLineHost host)
    : StudyCommand("status", "Show where a study is: trials by state, front, hypervolume, time", host)
{
    /// <inheritdoc/>
    protected override void Show(StudyRecord study, ParseResult parsed, Output output) =>
        output.Show(StudyStatusDocument.Of(study), DocumentJson.Readable.StudyStatusDocument, StudyViews.Status);
}
