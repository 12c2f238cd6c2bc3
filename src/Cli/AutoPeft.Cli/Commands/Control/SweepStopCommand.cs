using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft sweep stop</c>: pausing without waiting.</summary>
internal sealed class SweepStopCommand(CommandLineHost host)
    : StudyChangeCommand("stop", "Pause a sweep and take its trials from the workers at once; they continue from their checkpoints", host)
{
    /// <inheritdoc/>
    protected override async Task<string> ChangeAsync(ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken)
    {
        await store.SetStatusAsync(study, StudyStatus.Paused, "Stopped by the user.", cancellationToken).ConfigureAwait(false);
        var recalled = await store.RecallAsync(study, "The sweep was stopped.", cancellationToken).ConfigureAwait(false);

        return $"stopped; {Figures.Count(recalled.Length, "trial")} went back to the queue.";
    }
}
