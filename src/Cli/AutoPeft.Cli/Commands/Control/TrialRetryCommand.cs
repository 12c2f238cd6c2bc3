using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft trial retry</c>: queues a trial again that ended without a result.</summary>
internal sealed class TrialRetryCommand(CommandLineHost host)
    : TrialChangeCommand("retry", "Have a failed or infeasible trial tried again", host)
{
    /// <inheritdoc/>
    protected override string Requirement => "Only failed and infeasible trials are tried again.";

    /// <inheritdoc/>
    protected override async Task<string?> ChangeAsync(ITrialStore store, string study, int trial, CancellationToken cancellationToken) =>
        await store.RetryAsync(study, trial, "Tried again by the user.", cancellationToken).ConfigureAwait(false) ? "waits again." : null;
}
