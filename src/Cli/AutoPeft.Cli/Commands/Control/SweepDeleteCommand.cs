using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft sweep delete</c>: workers that train its trials drop them.</summary>
internal sealed class SweepDeleteCommand(CommandLineHost host)
    : StudyChangeCommand("delete", "Delete a sweep with its history; files of its trials stay", host)
{
    /// <inheritdoc/>
    protected override async Task<string> ChangeAsync(ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken)
    {
        await store.DeleteStudyAsync(study, cancellationToken).ConfigureAwait(false);

        return "deleted.";
    }
}
