using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft sweep resume</c>: the opposite of pausing, stopping and draining.</summary>
internal sealed class SweepResumeCommand(CommandLineHost host)
    : StudyChangeCommand("resume", "Go on with a paused sweep, or with one whose budget was raised", host)
{
    /// <inheritdoc/>
    protected override async Task<string> ChangeAsync(ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken)
    {
        await store.SetStatusAsync(study, StudyStatus.Running, string.Empty, cancellationToken).ConfigureAwait(false);

        return "resumed; a controller proposes trials again as soon as one is there.";
    }
}
