using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Sweeps;

/// <summary>Carries out a study from its first or next trial to the end, then its baselines, and shows how it goes.</summary>
/// <param name="session">What trains and remembers.</param>
internal sealed class SweepExecution(SweepSession session)
{
    /// <summary>Works until search and baselines are done.</summary>
    /// <returns>The study with all its trials.</returns>
    /// <exception cref="CommandFailure">It was stopped, or too many trials failed.</exception>
    public async Task<StudyRecord> RunAsync(BoundStudy study, CancellationToken cancellationToken)
    {
        await OpenAsync(study, cancellationToken).ConfigureAwait(false);
        ThrowUnlessFinished(await CarryOutAsync(study, SweepDisplay.Search, cancellationToken).ConfigureAwait(false));
        var proposals = BaselinePlan.For(study.Definition)
            .SelectMany(kind => kind.Proposals(study.Definition.Control.Seed)).ToArray();
        await session.Store.EnqueueAsync(study.Definition.Name, proposals, cancellationToken).ConfigureAwait(false);

        return ThrowUnlessFinished(await CarryOutAsync(study, SweepDisplay.Baselines, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Trains further proposals of a study whose search is over.</summary>
    /// <param name="study">The study.</param>
    /// <param name="proposals">What to train; those that the study already has are not trained again.</param>
    /// <param name="phase">What to call it while it goes on.</param>
    /// <param name="cancellationToken">Stops between two steps; the same call continues.</param>
    /// <exception cref="CommandFailure">It was stopped, or too many trials failed.</exception>
    public async Task<StudyRecord> TrainAsync(
        BoundStudy study, IReadOnlyList<TrialProposal> proposals, string phase, CancellationToken cancellationToken)
    {
        await OpenAsync(study, cancellationToken).ConfigureAwait(false);
        await session.Store.EnqueueAsync(study.Definition.Name, proposals, cancellationToken).ConfigureAwait(false);

        return ThrowUnlessFinished(await CarryOutAsync(study, phase, cancellationToken).ConfigureAwait(false));
    }

    private async Task OpenAsync(BoundStudy study, CancellationToken cancellationToken)
    {
        var opening = await session.Sweep.OpenAsync(study, cancellationToken).ConfigureAwait(false);
        if (opening is { DroppedBytes: > 0 })
        {
            session.Context.Output.WriteErrorLine(
                $"autopeft: dropped {opening.DroppedBytes} bytes that an interrupted write left; no result was lost.");
        }
    }

    private async Task<StudyRecord> CarryOutAsync(BoundStudy study, string phase, CancellationToken cancellationToken)
    {
        await using var display = SweepDisplay.Start(session.Context, phase);
        var monitor = new SweepMonitor(study.Definition.Control.Budget, display, session.Context.Time);

        return await session.Sweep.RunAsync(study, session.Context.DataFolder, monitor, cancellationToken).ConfigureAwait(false);
    }

    private static StudyRecord ThrowUnlessFinished(StudyRecord record) => record.Status switch
    {
        StudyStatus.Finished => record,
        StudyStatus.Failed => throw new CommandFailure(
            ExitCode.Unexpected,
            $"The study '{record.Header.Name}' was given up: {record.StatusReason}",
            $"'autopeft trial list {record.Header.Name}' shows every trial with its reason."),
        _ => throw new CommandFailure(
            ExitCode.Cancelled,
            $"Stopped after {record.Count(TrialState.Completed)} completed trials; nothing that was finished is lost.",
            "Run the same command again to continue."),
    };
}
