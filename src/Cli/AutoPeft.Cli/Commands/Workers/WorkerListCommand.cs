using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Commands.Workers;

/// <summary><c>autopeft worker list</c>: who carries out trials.</summary>
internal sealed class WorkerListCommand(CommandLineHost host) : CliCommand("list", "List the workers of the database", host)
{
    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        await using var store = await context.OpenSharedStoreAsync(cancellationToken).ConfigureAwait(false);
        var workers = await store.Workers!.ListAsync(cancellationToken).ConfigureAwait(false);
        context.Output.Show(
            new WorkerListDocument([.. workers.Select(WorkerDocument.Of)]), DocumentJson.Readable.WorkerListDocument, WorkerViews.List);

        return ExitCode.Ok;
    }
}
