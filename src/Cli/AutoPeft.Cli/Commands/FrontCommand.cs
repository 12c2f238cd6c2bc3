using System.Collections.Immutable;
using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Search.Analysis;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft front</c>: the best trade-offs of a study.</summary>
internal sealed class FrontCommand(CommandLineHost host)
    : StudyCommand("front", "Show the Pareto front of a study as a table and a plot, and how sure each point is", host)
{
    /// <inheritdoc/>
    protected override void Show(StudyRecord study, ParseResult parsed, Output output) =>
        output.Show(FrontDocument.Of(study, CertaintyOf(study)), DocumentJson.Readable.FrontDocument, FrontView.Render);

    // The front itself does not need the space.
    private static ImmutableDictionary<int, FrontMembership>? CertaintyOf(StudyRecord study) => StudySpace.Of(study) is { } plan ? FrontCertainty.Of(plan, study) : null;
}
