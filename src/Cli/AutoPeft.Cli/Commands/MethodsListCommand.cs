using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft methods list</c>: every PEFT method in a line.</summary>
internal sealed class MethodsListCommand(CommandLineHost host)
    : CliCommand("list", "List every PEFT method: what it trains, whether it merges, where it can be exported", host)
{
    /// <inheritdoc/>
    protected override Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        context.Output.Show(MethodListDocument.OfAll(), DocumentJson.Readable.MethodListDocument, MethodViews.List);

        return Task.FromResult(ExitCode.Ok);
    }
}
