using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary>A command: reads its options, calls a library, shows a document. Knows nothing of streams and exit paths.</summary>
internal abstract class CliCommand : Command
{
    /// <summary>A command of this name.</summary>
    /// <param name="name">As the user types it.</param>
    /// <param name="description">One sentence for <c>--help</c>.</param>
    /// <param name="host">Runs it.</param>
    protected CliCommand(string name, string description, CommandLineHost host)
        : base(name, description) =>
        SetAction((parsed, cancellationToken) => host.ExecuteAsync(
            parsed, context => ExecuteAsync(parsed, context, cancellationToken)));

    /// <summary>Does what the command says.</summary>
    protected abstract Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken);
}
