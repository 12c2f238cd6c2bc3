using System.Globalization;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Transfer;

namespace AutoPeft.Trials.Asking;

/// <summary>Proposes a trial of a study for somebody who asks for one, with the rights and within the budget of a controller.</summary>
/// <param name="store">Where the study is; open for writing.</param>
/// <param name="time">The clock.</param>
internal sealed class TrialProposer(ITrialStore store, TimeProvider time)
{
    // Long enough for a surrogate to be fitted without a heartbeat; given back at once.
    private static readonly TimeSpan ControlDuration = TimeSpan.FromSeconds(30);

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"asking-{Environment.MachineName}-{Environment.ProcessId}");

    /// <summary>Queues a trial, or ends the study; null when a trial waits now, otherwise why none does.</summary>
    public async Task<AskAnswer?> ProposeAsync(AskedStudy study, CancellationToken cancellationToken)
    {
        var record = await store.ReadStudyAsync(study.Header.Name, cancellationToken);
        if (record.Status is StudyStatus.Paused or StudyStatus.Draining)
        {
            return AskAnswer.Wait(record.Status == StudyStatus.Paused ? "The study is paused." : "The study proposes nothing more; it is drained.");
        }

        if (record.Count(TrialState.Queued) > 0)
        {
            return AskAnswer.Wait(string.Create(CultureInfo.InvariantCulture, $"At most {record.Edits.RunningLimit} of its trials may be carried out at the same time."));
        }

        if (await store.TakeControlAsync(study.Header.Name, _name, ControlDuration, cancellationToken) is not { } control)
        {
            return AskAnswer.Wait("Its controller has not proposed the next trial yet.");
        }

        try
        {
            await using var keeper = new Heartbeat(
                token => store.KeepControlAsync(control, ControlDuration, token), (ControlDuration / 4, ControlDuration), time);
            return await ProposeAsync(study.Plan, control, cancellationToken);
        }
        finally
        {
            await store.EndControlAsync(control, CancellationToken.None);
        }
    }

    private async Task<AskAnswer?> ProposeAsync(StudyPlan plan, ControlLease lease, CancellationToken cancellationToken)
    {
        var record = await store.ReadStudyAsync(plan.Name, cancellationToken);
        var control = record.Edits.ApplyTo(plan.Control);
        if (StopRules.Decide(record, control, record.ActiveTime) is { } end)
        {
            return await EndAsync(record, end);
        }

        var proposals = await NextAsync(plan, record, cancellationToken);
        if (proposals.Count == 0)
        {
            return await EndAsync(record, (StudyStatus.Finished, "Every configuration of the space was tried."));
        }

        if (record.Status != StudyStatus.Running)
        {
            await store.SetStatusAsync(plan.Name, StudyStatus.Running, string.Empty, cancellationToken);
        }

        var queued = await store.ProposeAsync(lease, plan.WithMemory(proposals), control.Budget.Trials, cancellationToken);
        return queued is { IsEmpty: false } ? null : AskAnswer.Wait("Somebody else took the last trial.");
    }

    private async Task<IReadOnlyList<TrialProposal>> NextAsync(StudyPlan plan, StudyRecord record, CancellationToken cancellationToken)
    {
        var known = record.Trials.Select(trial => (trial.Configuration.Hash, trial.Replicate, trial.Origin)).ToHashSet();
        var first = plan.First.Where(proposal => !known.Contains((proposal.Configuration.Hash, proposal.Replicate, proposal.Origin))).ToArray();
        if (first.Length > 0)
        {
            return first;
        }

        var learned = await EarlierStudies.AttachAsync(plan, store, cancellationToken);
        return await Task.Run(() => SamplerTurn.Propose(learned, record, SamplerCatalog.Create(plan.Control), 1), cancellationToken);
    }

    // While trials are carried out, one of them may be given back.
    private async Task<AskAnswer> EndAsync(StudyRecord record, (StudyStatus Status, string Reason) end)
    {
        if (record.Trials.Any(trial => !trial.State.IsFinal()))
        {
            return AskAnswer.Wait($"{end.Reason} Some trials are still carried out.");
        }

        if (record.Status is not (StudyStatus.Finished or StudyStatus.Failed))
        {
            await store.SetStatusAsync(record.Header.Name, end.Status, end.Reason, CancellationToken.None);
        }

        return AskAnswer.Done(end.Reason);
    }
}
