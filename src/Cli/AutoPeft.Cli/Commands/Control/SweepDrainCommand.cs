using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft sweep drain</c>: ends a sweep without wasting what was begun.</summary>
internal sealed class SweepDrainCommand(CommandLineHost host)
    : StudyChangeCommand("drain", "Propose no more trials of a sweep; those that are queued are still tried, then it pauses", host)
{
    /// <inheritdoc/>
    protected override async Task<string> ChangeAsync(ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken)
    {
        await store.SetStatusAsync(study, StudyStatus.Draining, "Drained by the user.", cancellationToken).ConfigureAwait(false);

        return "draining: nothing more is proposed, and it pauses when the queue is empty.";
    }
}
