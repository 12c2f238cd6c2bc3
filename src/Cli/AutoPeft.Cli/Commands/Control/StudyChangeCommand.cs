using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary>A command that changes a stored study, maybe while other processes carry it out.</summary>
internal abstract class StudyChangeCommand : CliCommand
{
    private readonly Argument<string> _study = new("study") { Description = "The study's name" };

    /// <summary>A command of this name.</summary>
    protected StudyChangeCommand(string name, string description, CommandLineHost host)
        : base(name, description, host) => Arguments.Add(_study);

    /// <summary>The trial that a command line is about; null for the study.</summary>
    protected virtual Argument<int>? Trial => null;

    /// <inheritdoc/>
    protected sealed override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_study)!;
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        if (!await store.Trials.ExistsAsync(name, cancellationToken).ConfigureAwait(false))
        {
            throw new CommandFailure(ExitCode.NotFound, $"There is no study '{name}' in {context.Store}.", "List the studies with 'autopeft sweep list'.");
        }

        await store.Trials.OpenStudyAsync(name, cancellationToken).ConfigureAwait(false);
        var message = await ChangeAsync(store.Trials, name, parsed, cancellationToken).ConfigureAwait(false);
        await store.Queue.AnnounceAsync(name, [], cancellationToken).ConfigureAwait(false);
        var status = await store.Trials.ExistsAsync(name, cancellationToken).ConfigureAwait(false)
            ? TrialDocument.Word((await store.Trials.ReadStudyAsync(name, cancellationToken).ConfigureAwait(false)).Status)
            : null;
        context.Output.Show(
            new StudyChangeDocument(name, Trial is null ? null : parsed.GetValue(Trial), status, message),
            DocumentJson.Readable.StudyChangeDocument,
            (console, document) => console.Profile.Out.Writer.WriteLine($"{document.Study}: {document.Message}"));

        return ExitCode.Ok;
    }

    /// <summary>Does what the command says and tells it in a sentence.</summary>
    protected abstract Task<string> ChangeAsync(ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken);
}
