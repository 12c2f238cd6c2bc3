using System.Globalization;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Leasing;

namespace AutoPeft.Worker.Execution;

/// <summary>Carries out one claimed trial: keeps its lease, runs it, records what came out.</summary>
/// <param name="claims">Where to report.</param>
/// <param name="runner">Trains.</param>
/// <param name="settings">How the worker works.</param>
/// <param name="time">The clock.</param>
internal sealed class TrialExecution(ITrialClaims claims, ITrialRunner runner, WorkerSettings settings, TimeProvider time)
{
    /// <summary>Runs the trial to an end that is recorded: a result, or its return to the queue.</summary>
    /// <param name="study">Its study.</param>
    /// <param name="claimed">The claim.</param>
    /// <param name="progress">Is told how far it is; null for nobody.</param>
    /// <param name="stopping">Asks to give the trial back.</param>
    public async Task RunAsync(BoundStudy study, ClaimedTrial claimed, Action<int, double>? progress, CancellationToken stopping)
    {
        var (lease, trial) = claimed;
        await using var keeper = new LeaseKeeper(claims, lease, (settings.HeartbeatInterval, settings.LeaseDuration), time);
        if (stopping.IsCancellationRequested)
        {
            await claims.ReleaseAsync(lease, AttemptEnd.Preempted, "The worker was stopped.", CancellationToken.None);
        }
        else if (keeper.IsHeld(await claims.StartAsync(lease, CancellationToken.None)))
        {
            await RunAsync(study, claimed, new LeasedReporter(claims, lease, keeper, progress), (keeper.Lost, stopping));
        }
    }

    private async Task RunAsync(
        BoundStudy study, ClaimedTrial claimed, LeasedReporter reporter, (CancellationToken Lost, CancellationToken Stopping) ends)
    {
        var (lease, trial) = claimed;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ends.Lost, ends.Stopping);
        TrialOutcome outcome;
        try
        {
            outcome = await runner.RunAsync(Assignment(study, trial), reporter, end.Token);
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

        await RecordAsync(study, claimed, outcome);
    }

    private async Task RecordAsync(BoundStudy study, ClaimedTrial claimed, TrialOutcome outcome)
    {
        var (lease, trial) = claimed;
        var crashes = trial.Attempts.Count(attempt => attempt.End == AttemptEnd.Crashed);
        if (outcome is { State: TrialState.Failed, MayRetry: true } && crashes < study.Definition.Control.Retries)
        {
            await claims.ReleaseAsync(lease, AttemptEnd.Crashed, outcome.Reason, CancellationToken.None);
            return;
        }

        var result = ResultMaker.Of(study, trial, outcome);
        var reason = crashes == 0 || result.State != TrialState.Failed
            ? result.Reason
            : string.Create(CultureInfo.InvariantCulture, $"{result.Reason} (tried {crashes + 1} times)");
        await claims.FinishAsync(lease, result with { Reason = reason }, CancellationToken.None);
    }

    private TrialAssignment Assignment(BoundStudy study, Trial trial)
    {
        var binding = study.BindingOf(trial.Origin);
        var folder = Path.Combine(
            settings.TrialsFolder, study.Definition.Name, "trials", trial.Number.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);

        return new()
        {
            Study = study.Definition,
            Trial = trial.Number,
            Attempt = trial.Attempts.Length,
            Configuration = trial.Configuration,
            Peft = binding.PeftOf(trial.Configuration),
            Training = binding.TrainingOf(trial.Configuration),
            Seed = trial.Seed,
            CheckpointFolder = folder,
            ResumeFrom = trial.Attempts.LastOrDefault(attempt => attempt.Checkpoint is not null)?.Checkpoint,
        };
    }
}
