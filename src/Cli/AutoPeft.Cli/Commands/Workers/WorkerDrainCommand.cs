using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands.Workers;

/// <summary><c>autopeft worker drain</c>: lets a worker finish what it has and end.</summary>
internal sealed class WorkerDrainCommand : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The worker's name, as 'autopeft worker list' shows it" };

    /// <summary>The command.</summary>
    public WorkerDrainCommand(CommandLineHost host)
        : base("drain", "Let a worker finish what it has, take nothing more, and end", host) => Arguments.Add(_name);

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        await using var store = await context.OpenSharedStoreAsync(cancellationToken).ConfigureAwait(false);
        if (!await store.Workers!.DrainAsync(name, cancellationToken).ConfigureAwait(false))
        {
            throw new CommandFailure(ExitCode.NotFound, $"There is no worker '{name}'.", "List the workers with 'autopeft worker list'.");
        }

        var worker = (await store.Workers.ListAsync(cancellationToken).ConfigureAwait(false)).Single(worker => worker.Name == name);
        context.Output.Show(
            WorkerDocument.Of(worker),
            DocumentJson.Readable.WorkerDocument,
            (console, document) => console.Profile.Out.Writer.WriteLine($"{document.Name} drains: it finishes {document.Held} trials and ends."));

        return ExitCode.Ok;
    }
}
