using System.Globalization;
using AutoPeft.Search.Samplers;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Transfer;

namespace AutoPeft.Trials.Control;

/// <summary>Carries out a study: proposes trials until the budget is spent, and says how it ended. Trains nothing itself.</summary>
/// <remarks>
/// All it knows is in the store, so it can be killed at any moment and continued by another. A deterministic study is proposed
/// in batches: the next one when every trial of the last has ended, from results in the order of trial numbers and with a key
/// derived from their count. So the history depends on nothing but the definition, however often it was interrupted.
/// </remarks>
/// <param name="store">Where the study is; open for writing.</param>
/// <param name="queue">Where workers wait.</param>
/// <param name="sampler">Decides what to try.</param>
/// <param name="time">The clock.</param>
public sealed class StudyController(ITrialStore store, ITrialQueue queue, ISampler sampler, TimeProvider time)
{
    private (long Sequence, long At) _seen;

    /// <summary>How often leases that ran out are looked for. Default 5 s.</summary>
    public TimeSpan ReclaimInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What it is called where several controllers compete. Default: machine and process.</summary>
    public string Name { get; init; } = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{Environment.ProcessId}");

    /// <summary>How long its right to propose lasts without a heartbeat: so long a study is without a controller when one dies. Default 15 s.</summary>
    public TimeSpan ControlDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether workers and other controllers go on without this one: being stopped then leaves the study as it is, and while it is
    /// paused the controller waits. Default: no; the study pauses with its controller, and the controller ends with a pause.
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Whether a study that is paused, or was finished with a smaller budget, goes on. Default: yes.</summary>
    public bool Resumes { get; init; } = true;

    /// <summary>Knows the workers, so that it can warn of trials that fit none. Default: nobody does.</summary>
    public IWorkerRegistry? Workers { get; init; }

    /// <summary>Is told what people should know, in sentences. Default: nobody.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Trials that are queued when the search is over, before the study ends, such as baselines. Default: none.</summary>
    public IReadOnlyList<TrialProposal> Last { get; init; } = [];

    /// <summary>Works until the study ends or is stopped; then its status says which. Waits while another controller has the study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="observer">Is told everything that happens, in order; null for nobody.</param>
    /// <param name="stopping">Pauses the study unless it is shared; that is no exception.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">An earlier study that it learns from is gone or teaches nothing.</exception>
    public async Task RunAsync(StudyPlan study, IStudyObserver? observer, CancellationToken stopping)
    {
        // A machine that slept has lost control; it takes it again as soon as no other has it.
        while (await TakeControlAsync(study.Name, stopping) is { } control && await LosesAsync(study, control, observer, stopping))
        {
        }
    }

    /// <summary>Works while it has control: whether it lost it before the study was over.</summary>
    private async Task<bool> LosesAsync(StudyPlan study, ControlLease control, IStudyObserver? observer, CancellationToken stopping)
    {
        try
        {
            await using var keeper = new Heartbeat(
                token => store.KeepControlAsync(control, ControlDuration, token), (ControlDuration / 4, ControlDuration), time);
            var learned = await EarlierStudies.AttachAsync(study, store, CancellationToken.None);
            await BeginAsync(study.Name);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, keeper.Lost);
            await ControlAsync(learned, control, observer, (ending.Token, stopping));

            return keeper.Lost.IsCancellationRequested && !stopping.IsCancellationRequested
                && (await store.ReadStudyAsync(study.Name, CancellationToken.None)).Status is StudyStatus.Running or StudyStatus.Draining;
        }
        finally
        {
            await store.EndControlAsync(control, CancellationToken.None);
        }
    }

    /// <summary>Takes the study when no other controller has it; null when it is stopped before.</summary>
    private async Task<ControlLease?> TakeControlAsync(string study, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                stopping.ThrowIfCancellationRequested();
                if (await store.TakeControlAsync(study, Name, ControlDuration, CancellationToken.None) is { } control)
                {
                    return control;
                }

                await Task.Delay(ControlDuration / 10, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Marks the study as being worked on, again after a controller that wrote no end.</summary>
    private async Task BeginAsync(string study)
    {
        var status = (await store.ReadStudyAsync(study, CancellationToken.None)).Status;
        if (status != StudyStatus.Draining && (Resumes || status is StudyStatus.Created or StudyStatus.Running))
        {
            await store.SetStatusAsync(study, StudyStatus.Running, string.Empty, CancellationToken.None);
        }
    }

    private async Task ControlAsync(
        StudyPlan study, ControlLease control, IStudyObserver? observer, (CancellationToken Ending, CancellationToken Stopping) ends)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(ends.Ending);
        using var changed = new SemaphoreSlim(0);
        var watcher = WatchAsync(study.Name, observer, changed, watching.Token);
        try
        {
            if (await DecideAsync(study, control, (changed, watcher), ends) is var (status, reason))
            {
                await store.SetStatusAsync(study.Name, status, reason, CancellationToken.None);
            }
        }
        finally
        {
            await watching.CancelAsync();
            await watcher.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The status to end with; null to leave the study as it is.</summary>
    private async Task<(StudyStatus Status, string Reason)?> DecideAsync(
        StudyPlan study,
        ControlLease control,
        (SemaphoreSlim Changed, Task Watcher) news,
        (CancellationToken Ending, CancellationToken Stopping) ends)
    {
        var fits = new FitWatch(store, Workers, time) { Log = Log };
        try
        {
            while (true)
            {
                var record = await store.ReadStudyAsync(study.Name, ends.Ending);
                if (record.Status == StudyStatus.Paused && !IsShared)
                {
                    return null;
                }

                var (end, queued) = record.Status == StudyStatus.Paused ? (null, 0) : await TurnAsync(study, control, record, ends.Ending);
                if (end is not null)
                {
                    return end;
                }

                if (queued == 0)
                {
                    await fits.CheckAsync(record, control, ends.Ending);
                    await WaitAsync(study.Name, news, ends.Ending);
                }
            }
        }
        catch (OperationCanceledException) when (ends.Ending.IsCancellationRequested)
        {
            return ends.Stopping.IsCancellationRequested && !IsShared ? (StudyStatus.Paused, "Stopped; it continues where it is.") : null;
        }
    }

    /// <summary>Does what there is to do now: how many trials it queued, or how the study ends.</summary>
    private async Task<((StudyStatus Status, string Reason)? End, int Queued)> TurnAsync(
        StudyPlan study, ControlLease control, StudyRecord record, CancellationToken ending)
    {
        var now = study with { Control = record.Edits.ApplyTo(study.Control) };
        var stop = record.Status == StudyStatus.Draining
            ? (StudyStatus.Paused, "Drained; it continues where it is.")
            : StopRules.Decide(record, now.Control, ActiveTime(record));
        var queued = stop is null ? await ProposeAsync(now, control, record, ending) : 0;
        if (queued < 0)
        {
            stop = (StudyStatus.Finished, "Every configuration of the space was tried.");
        }

        if (stop is not { } end || (end.Status != StudyStatus.Failed && !record.Trials.All(trial => trial.State.IsFinal())))
        {
            return (null, Math.Max(0, queued));
        }

        var last = end.Status == StudyStatus.Finished ? await QueueAsync(control, study.WithMemory(Missing(Last, record)), budget: null, ending) : 0;
        return last > 0 ? (null, last) : (end, 0);
    }

    private static IReadOnlyList<TrialProposal> Missing(IEnumerable<TrialProposal> proposals, StudyRecord record)
    {
        var known = record.Trials.Select(trial => (trial.Configuration.Hash, trial.Replicate, trial.Origin)).ToHashSet();

        return [.. proposals.Where(proposal => !known.Contains((proposal.Configuration.Hash, proposal.Replicate, proposal.Origin)))];
    }

    /// <summary>How long the study was worked on: what the store counted up to its last event, and what this clock counted since.</summary>
    private TimeSpan ActiveTime(StudyRecord record)
    {
        if (_seen.Sequence != record.Sequence)
        {
            _seen = (record.Sequence, time.GetTimestamp());
        }

        return record.ActiveTime + time.GetElapsedTime(_seen.At);
    }

    /// <summary>Queues the next trials if there is place for them. Returns how many; −1 when the space has no more.</summary>
    private async Task<int> ProposeAsync(StudyPlan study, ControlLease lease, StudyRecord record, CancellationToken stopping)
    {
        var control = study.Control;
        if (Missing(study.First, record) is { Count: > 0 } first)
        {
            return await QueueAsync(lease, study.WithMemory(first), control.Budget.Trials, stopping);
        }

        var wanted = SamplerTurn.PlaceIn(record, control);
        if (wanted <= 0)
        {
            return 0;
        }

        var proposals = await Task.Run(() => SamplerTurn.Propose(study, record, sampler, wanted), stopping);
        if (proposals.Count == 0)
        {
            return record.Trials.All(trial => trial.State.IsFinal() || !trial.Origin.IsSearch()) ? -1 : 0;
        }

        return await QueueAsync(lease, study.WithMemory(proposals), control.Budget.Trials, stopping);
    }

    /// <summary>Queues trials and wakes workers. Returns how many; 0 when there is nothing, or the right was lost just now.</summary>
    private async Task<int> QueueAsync(
        ControlLease control, IReadOnlyList<TrialProposal> proposals, int? budget, CancellationToken stopping)
    {
        var queued = proposals.Count == 0 ? [] : await store.ProposeAsync(control, proposals, budget, stopping) ?? [];
        if (queued.Length > 0)
        {
            await queue.AnnounceAsync(control.Study, [.. queued.Select(trial => trial.Number)], stopping);
        }

        return queued.Length;
    }

    private async Task WaitAsync(string study, (SemaphoreSlim Changed, Task Watcher) news, CancellationToken stopping)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var tick = Task.Delay(ReclaimInterval, time, wake.Token);
        await Task.WhenAny(news.Changed.WaitAsync(wake.Token), tick, news.Watcher);
        if (news.Watcher.IsFaulted)
        {
            await news.Watcher;
        }

        stopping.ThrowIfCancellationRequested();
        await wake.CancelAsync();
        if (await store.ReclaimAsync(study, stopping) is { Length: > 0 } reclaimed)
        {
            await queue.AnnounceAsync(study, reclaimed, stopping);
        }
    }

    private async Task WatchAsync(string study, IStudyObserver? observer, SemaphoreSlim changed, CancellationToken cancellationToken)
    {
        await foreach (var happened in store.WatchStudyAsync(study, 0, cancellationToken))
        {
            observer?.OnEvent(happened);
            if (happened is TrialFinished or TrialCancelled or TrialRetried or StudyStatusChanged or StudyEdited && changed.CurrentCount == 0)
            {
                changed.Release();
            }
        }
    }
}
