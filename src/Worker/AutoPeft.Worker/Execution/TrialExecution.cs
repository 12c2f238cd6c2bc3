using System.Globalization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Leasing;

namespace AutoPeft.Worker.Execution;

/// <summary>Carries out one claimed trial: keeps its lease, runs it, records what came out.</summary>
/// <param name="claims">Where to report.</param>
/// <param name="settings">How the worker works.</param>
/// <param name="room">Where the trials of the worker are carried out.</param>
/// <param name="time">The clock.</param>
internal sealed class TrialExecution(ITrialClaims claims, WorkerSettings settings, TrainingRoom room, TimeProvider time)
{
    /// <summary>Runs the trial to an end that is recorded: a result, or its return to the queue.</summary>
    /// <param name="work">How trials of its study are carried out.</param>
    /// <param name="claimed">The claim.</param>
    /// <param name="progress">Is told how far it is; null for nobody.</param>
    /// <param name="stopping">Asks to give the trial back.</param>
    public async Task RunAsync(IStudyWork work, ClaimedTrial claimed, Action<int, double>? progress, CancellationToken stopping)
    {
        var (lease, trial) = claimed;
        await using var keeper = new LeaseKeeper(claims, lease, (settings.HeartbeatInterval, settings.LeaseDuration), time);
        using var place = await EnterAsync(trial, (keeper.Lost, stopping));
        if (place is null)
        {
            await claims.ReleaseAsync(lease, AttemptEnd.Preempted, "The worker was stopped.", CancellationToken.None);
        }
        else if (keeper.IsHeld(await claims.StartAsync(lease, CancellationToken.None)))
        {
            await RunAsync((work, place), claimed, new LeasedReporter(claims, lease, keeper, progress), (keeper.Lost, stopping));
        }
    }

    private static bool NeedsRoom(Trial trial) => trial.Attempts is [.., { End: AttemptEnd.Crowded }, _];

    /// <summary>A place to carry the trial out; null when it is stopped, or its lease is lost, before there is one.</summary>
    private async Task<TrainingRoom.Place?> EnterAsync(Trial trial, (CancellationToken Lost, CancellationToken Stopping) ends)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ends.Lost, ends.Stopping);
        try
        {
            end.Token.ThrowIfCancellationRequested();
            return await room.EnterAsync(NeedsRoom(trial), end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task RunAsync(
        (IStudyWork Work, TrainingRoom.Place Place) here,
        ClaimedTrial claimed,
        LeasedReporter reporter,
        (CancellationToken Lost, CancellationToken Stopping) ends)
    {
        var ((work, place), (lease, trial)) = (here, claimed);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ends.Lost, ends.Stopping);
        TrialOutcome outcome;
        try
        {
            outcome = await work.RunAsync(trial, FolderOf(lease), reporter, end.Token);
        }
        catch (OperationCanceledException) when (ends.Lost.IsCancellationRequested)
        {
            // The trial is somebody else's now; there is nothing to write.
            return;
        }
        catch (OperationCanceledException) when (ends.Stopping.IsCancellationRequested)
        {
            await claims.ReleaseAsync(lease, AttemptEnd.Preempted, "The worker was stopped.", CancellationToken.None);
            return;
        }
        catch (InvalidInputException fault)
        {
            outcome = TrialOutcome.Failed(fault.Message, mayRetry: false);
        }
        catch (Exception fault)
        {
            outcome = TrialOutcome.Failed($"{fault.GetType().Name}: {fault.Message}");
        }

        if (outcome.Cause == InfeasibleCause.OutOfMemory && work.SharesMemory && place.HadNeighbours)
        {
            // What did not fit beside others may fit alone; whether it does must not depend on who happened to be there.
            await claims.ReleaseAsync(lease, AttemptEnd.Crowded, $"{outcome.Reason} Others were trained beside it; it is tried again alone.", CancellationToken.None);
            return;
        }

        await OutcomeRecorder.RecordAsync(claims, claimed, outcome, (work.Retries, work.ResultOf));
    }

    private string FolderOf(Lease lease) => Path.Combine(
        settings.TrialsFolder, lease.Study, "trials", lease.Trial.ToString(CultureInfo.InvariantCulture));
}
