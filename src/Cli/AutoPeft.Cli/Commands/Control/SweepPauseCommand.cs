using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft sweep pause</c>: nothing new begins until it is resumed.</summary>
internal sealed class SweepPauseCommand(CommandLineHost host)
    : StudyChangeCommand("pause", "Give workers no more trials of a sweep; what they train is finished", host)
{
    /// <inheritdoc/>
    protected override async Task<string> ChangeAsync(ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken)
    {
        await store.SetStatusAsync(study, StudyStatus.Paused, "Paused by the user.", cancellationToken).ConfigureAwait(false);

        return $"paused; trials that are being trained are finished. 'autopeft sweep resume {study}' goes on.";
    }
}
