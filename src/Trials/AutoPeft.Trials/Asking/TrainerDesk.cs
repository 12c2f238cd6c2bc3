using System.Globalization;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Asking;

/// <summary>Takes what trainers say of the trials that an <see cref="AskDesk"/> gave them. Only the holder of the lease changes anything.</summary>
/// <param name="store">Where the study is; open for writing.</param>
/// <param name="studies">The definitions.</param>
public sealed class TrainerDesk(ITrialStore store, AskedStudies studies)
{
    /// <summary>Records a report, renews the lease, and says whether to go on. A trial that is not promising ends with it as pruned.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="ticket">The ticket of its lease.</param>
    /// <param name="report">What is reported.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">There is no such study, or it cannot be used here.</exception>
    public async Task<TrainerAnswer> ReportAsync(
        string name, int trial, LeaseTicket ticket, TrainerReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);

        var lease = LeaseOf(name, trial, ticket);
        if (await RecordAsync(lease, ticket, report, cancellationToken) == LeaseStatus.Lost)
        {
            return await LostAsync(lease, cancellationToken);
        }

        var record = await store.ReadStudyAsync(name, cancellationToken);
        var study = studies.Of(record.Header);
        return !report.Metrics.IsEmpty && study.Plan.Control.Pruner is { } pruner
            ? await JudgeAsync((study, EpochsOf(study, record.Trials[trial]) ?? pruner.Most ?? 1), record, (lease, report), cancellationToken)
            : new(ReportVerdict.Continue, string.Empty, record.Trials[trial]);
    }

    /// <summary>Records how a trial ended. A failure that may pass is tried again as often as the study says.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="ticket">The ticket of its lease.</param>
    /// <param name="read">Makes the outcome for the study.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns><see cref="ReportVerdict.Continue"/> when it was recorded.</returns>
    /// <exception cref="Primitives.Faults.InvalidInputException">There is no such study, or the values cannot be used; nothing is recorded.</exception>
    public async Task<TrainerAnswer> TellAsync(
        string name, int trial, LeaseTicket ticket, Func<AskedStudy, TrialOutcome> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);

        var lease = LeaseOf(name, trial, ticket);
        var record = await store.ReadStudyAsync(name, cancellationToken);
        if (Held(record, lease) is not { } held)
        {
            return await LostAsync(lease, cancellationToken);
        }

        var study = studies.Of(record.Header);
        return await OutcomeRecorder.RecordAsync(store, new(lease, held), read(study), (study.Plan.Control.Retries, study.ResultOf)) == LeaseStatus.Held
            ? new(ReportVerdict.Continue, string.Empty, (await store.ReadStudyAsync(name, CancellationToken.None)).Trials[trial])
            : await LostAsync(lease, CancellationToken.None);
    }

    /// <summary>Gives a trial back without a result, so that it waits again.</summary>
    /// <param name="name">The study's name.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="ticket">The ticket of its lease.</param>
    /// <param name="reason">Why, for the person reading.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public async Task<TrainerAnswer> ReleaseAsync(
        string name, int trial, LeaseTicket ticket, string reason, CancellationToken cancellationToken)
    {
        var lease = LeaseOf(name, trial, ticket);
        return await store.ReleaseAsync(lease, AttemptEnd.Preempted, reason, CancellationToken.None) == LeaseStatus.Held
            ? new(ReportVerdict.Continue, string.Empty, (await store.ReadStudyAsync(name, cancellationToken)).Trials[trial])
            : await LostAsync(lease, cancellationToken);
    }

    private static int? EpochsOf(AskedStudy study, Trial trial) => study.Bound?.BindingOf(trial.Origin).TrainingOf(trial.Configuration).Epochs;

    private static Lease LeaseOf(string name, int trial, LeaseTicket ticket) => new(name, trial, 0, ticket.Token, string.Empty, default);

    private static Trial? Held(StudyRecord record, Lease lease) =>
        lease.Trial >= 0 && lease.Trial < record.Trials.Length && record.Trials[lease.Trial] is { State: TrialState.Leased or TrialState.Running } trial
            && trial.Attempts[^1].Token == lease.Token
            ? trial
            : null;

    private async Task<LeaseStatus> RecordAsync(Lease lease, LeaseTicket ticket, TrainerReport report, CancellationToken cancellationToken)
    {
        var status = await store.RenewAsync(lease, ticket.Duration, cancellationToken);
        if (status == LeaseStatus.Held && !report.Metrics.IsEmpty)
        {
            status = await store.MeasureAsync(lease, report.Step, report.Metrics, cancellationToken);
        }

        if (status == LeaseStatus.Held && report.Checkpoint is { } checkpoint)
        {
            status = await store.SaveCheckpointAsync(lease, checkpoint, cancellationToken);
        }

        return status == LeaseStatus.Held && report.Warning is { } warning ? await store.WarnAsync(lease, warning, cancellationToken) : status;
    }

    private async Task<TrainerAnswer> JudgeAsync(
        (AskedStudy Asked, int Epochs) study, StudyRecord record, (Lease Lease, TrainerReport Report) said, CancellationToken cancellationToken)
    {
        var (lease, report) = said;
        var decision = new TrialJudge(study.Asked.Plan).Judge(record, lease.Trial, study.Epochs);
        if (!decision.IsPruned)
        {
            return new(ReportVerdict.Continue, string.Empty, record.Trials[lease.Trial]);
        }

        var result = study.Asked.ResultOf(record.Trials[lease.Trial], TrialOutcome.Pruned(decision.Reason) with { Metrics = report.Metrics });
        return await store.FinishAsync(lease, result, CancellationToken.None) == LeaseStatus.Held
            ? new(ReportVerdict.Prune, decision.Reason, (await store.ReadStudyAsync(lease.Study, cancellationToken)).Trials[lease.Trial])
            : await LostAsync(lease, cancellationToken);
    }

    private async Task<TrainerAnswer> LostAsync(Lease lease, CancellationToken cancellationToken)
    {
        var record = await store.ReadStudyAsync(lease.Study, cancellationToken);
        var trial = lease.Trial >= 0 && lease.Trial < record.Trials.Length ? record.Trials[lease.Trial] : null;
        var attempt = trial?.Attempts.FirstOrDefault(attempt => attempt.Token == lease.Token);

        return attempt is null
            ? new(ReportVerdict.Abandon, "Such a lease was never given for this trial.", null)
            : new(ReportVerdict.Abandon, WhyLost(trial!, attempt), trial);
    }

    private static string WhyLost(Trial trial, Attempt attempt) => attempt.End switch
    {
        AttemptEnd.Finished => $"This lease has told its result: the trial is {trial.State.ToString().ToLowerInvariant()}.",
        AttemptEnd.Cancelled => trial.Reason,
        null => "The lease has run out.",
        _ when trial.State.IsHeld() && trial.Attempts[^1] != attempt => string.Create(
            CultureInfo.InvariantCulture, $"{attempt.Reason} The trial was given to {trial.Attempts[^1].Worker}."),
        _ => $"{attempt.Reason} The trial is {trial.State.ToString().ToLowerInvariant()}.",
    };
}
