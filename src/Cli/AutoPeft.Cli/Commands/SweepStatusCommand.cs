using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Control;

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
            Interrupted = store.Trials.InterruptionOf(study) is not null,
            Warnings = await StudyWarnings.ReadAsync(study, store.Trials, store.Workers, cancellationToken).ConfigureAwait(false),
        };
        context.Output.Show(document, DocumentJson.Readable.StudyStatusDocument, StudyViews.Status);

        return ExitCode.Ok;
    }
}
