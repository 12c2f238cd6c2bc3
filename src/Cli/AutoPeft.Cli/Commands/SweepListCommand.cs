using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft sweep list</c>: the studies of the store.</summary>
internal sealed class SweepListCommand(CommandLineHost host) : CliCommand("list", "List the studies of the store", host)
{
    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var studies = await new StudyLookup(context).ListAsync(cancellationToken).ConfigureAwait(false);
        var document = new StudyListDocument(context.Store.ToString(), [.. studies.Select(StudySummaryDocument.Of)]);
        context.Output.Show(document, DocumentJson.Readable.StudyListDocument, StudyViews.List);

        return ExitCode.Ok;
    }
}
