using AutoPeft.Search.Samplers;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

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
    /// <summary>How often leases that ran out are looked for. Default 5 s.</summary>
    public TimeSpan ReclaimInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Works until the study ends or is stopped; then its status says which.</summary>
    /// <param name="study">The study.</param>
    /// <param name="observer">Is told everything that happens, in order; null for nobody.</param>
    /// <param name="stopping">Pauses the study; that is no exception.</param>
    public async Task RunAsync(StudyPlan study, IStudyObserver? observer, CancellationToken stopping)
    {
        var name = study.Name;
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var changed = new SemaphoreSlim(0);
        await store.SetStatusAsync(name, StudyStatus.Running, string.Empty, CancellationToken.None);
        var watcher = WatchAsync(name, observer, changed, watching.Token);
        try
        {
            var (status, reason) = await DecideAsync(study, changed, watcher, stopping);
            await store.SetStatusAsync(name, status, reason, CancellationToken.None);
        }
        finally
        {
            await watching.CancelAsync();
            await watcher.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(StudyStatus Status, string Reason)> DecideAsync(
        StudyPlan study, SemaphoreSlim changed, Task watcher, CancellationToken stopping)
    {
        var name = study.Name;
        try
        {
            while (true)
            {
                var record = await store.ReadStudyAsync(name, stopping);
                var active = record.ActiveTime + (time.GetUtcNow() - record.Changed);
                var stop = StopRules.Decide(record, study.Control, active);
                var proposed = stop is null ? await ProposeAsync(study, record, stopping) : 0;
                if (proposed < 0)
                {
                    stop = (StudyStatus.Finished, "Every configuration of the space was tried.");
                }

                if (stop is { } end && (end.Status == StudyStatus.Failed || record.Trials.All(trial => trial.State.IsFinal())))
                {
                    return end;
                }

                if (proposed <= 0)
                {
                    await WaitAsync(name, changed, watcher, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return (StudyStatus.Paused, "Stopped; it continues where it is.");
        }
    }

    /// <summary>Queues the next trials if there is place for them. Returns how many; −1 when the space has no more.</summary>
    private async Task<int> ProposeAsync(StudyPlan study, StudyRecord record, CancellationToken stopping)
    {
        var control = study.Control;
        var open = record.Trials.Count(trial => !trial.State.IsFinal() && trial.Origin.IsSearch());
        var place = control.IsDeterministic && open > 0 ? 0 : control.Concurrency - open;
        var wanted = Math.Min(place, StopRules.Remaining(record, control.Budget) ?? int.MaxValue);
        if (wanted <= 0)
        {
            return 0;
        }

        var key = TrialSeeds.ForSampler(control.Seed, record.Trials.Count(trial => trial.Origin == TrialOrigin.Sampler));
        var configurations = await Task.Run(() => sampler.Suggest(SamplerInput.Of(study, record), wanted, key), stopping);
        if (configurations.Count == 0)
        {
            return open == 0 ? -1 : 0;
        }

        var queued = await store.EnqueueAsync(
            study.Name,
            [.. configurations.Select(configuration => TrialSeeds.Propose(control.Seed, configuration))],
            stopping);
        await queue.AnnounceAsync(study.Name, [.. queued.Select(trial => trial.Number)], stopping);
        return queued.Length;
    }

    private async Task WaitAsync(string study, SemaphoreSlim changed, Task watcher, CancellationToken stopping)
    {
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var tick = Task.Delay(ReclaimInterval, time, wake.Token);
        await Task.WhenAny(changed.WaitAsync(wake.Token), tick, watcher);
        if (watcher.IsFaulted)
        {
            await watcher;
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
            if (happened is TrialFinished or TrialCancelled or StudyStatusChanged && changed.CurrentCount == 0)
            {
                changed.Release();
            }
        }
    }
}
