using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft trial cancel</c>: calls off a trial that has no result yet.</summary>
internal sealed class TrialCancelCommand(CommandLineHost host)
    : TrialChangeCommand("cancel", "Call off a trial; its worker drops it", host)
{
    /// <inheritdoc/>
    protected override string Requirement => "Only trials without a result can be called off.";

    /// <inheritdoc/>
    protected override async Task<string?> ChangeAsync(ITrialStore store, string study, int trial, CancellationToken cancellationToken) =>
        await store.CancelAsync(study, trial, "Called off by the user.", cancellationToken).ConfigureAwait(false) ? "is called off." : null;
}
