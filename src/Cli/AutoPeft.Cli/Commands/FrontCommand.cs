using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft front</c>: the best trade-offs of a study.</summary>
internal sealed class FrontCommand(CommandLineHost host)
    : StudyCommand("front", "Show the Pareto front of a study as a table and a plot", host)
{
    /// <inheritdoc/>
    protected override void Show(StudyRecord study, ParseResult parsed, Output output) =>
        output.Show(FrontDocument.Of(study), DocumentJson.Readable.FrontDocument, FrontView.Render);
}
