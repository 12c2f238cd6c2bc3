using System.Collections.Immutable;
using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft sweep status</c>: where a study is, and why its trials wait in vain.</summary>
internal sealed class SweepStatusCommand : CliCommand
{
    private readonly Argument<string?> _study = StudyArgument.Create();

    /// <summary>The command.</summary>
    public SweepStatusCommand(CommandLineHost host)
        : base("status", "Show where a study is: trials by state, front, hypervolume, time", host) => Arguments.Add(_study);

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        var document = StudyStatusDocument.Of(study) with
        {
            Warnings = store.Workers is { } workers
                ? WaitingWarnings.Of(study, await workers.ListAsync(cancellationToken).ConfigureAwait(false))
                : Abandoned(study, store.Trials),
        };
        context.Output.Show(document, DocumentJson.Readable.StudyStatusDocument, StudyViews.Status);

        return ExitCode.Ok;
    }

    // A process that was killed could not say that it ended.
    private static ImmutableArray<string> Abandoned(StudyRecord study, ITrialStore store) =>
        study.Status is StudyStatus.Running or StudyStatus.Draining && store is JournalTrialStore journal && journal.GoneWriter(study.Header.Name) is { } gone
            ? [$"Nobody carries it out: {gone} is gone. The same command again continues it."]
            : [];
}
