using System.Collections.Immutable;
using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Analysis;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Asking;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft front</c>: the best trade-offs of a study.</summary>
internal sealed class FrontCommand(CommandLineHost host)
    : StudyCommand("front", "Show the Pareto front of a study as a table and a plot, and how sure each point is", host)
{
    /// <inheritdoc/>
    protected override void Show(StudyRecord study, ParseResult parsed, Output output) =>
        output.Show(FrontDocument.Of(study, CertaintyOf(study)), DocumentJson.Readable.FrontDocument, FrontView.Render);

    // The definition may need a model that is no longer there; the front itself does not.
    private static ImmutableDictionary<int, FrontMembership>? CertaintyOf(StudyRecord study)
    {
        try
        {
            return FrontCertainty.Of(AskedStudy.Of(study.Header, new ModelDescriber()).Plan, study);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
