using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using Hangfire;
using Hangfire.States;

namespace AutoPeft.Worker.Hangfire;

/// <summary>Announces trials as jobs of Hangfire, in the queue of their study.</summary>
/// <param name="store">Where trials are.</param>
/// <param name="storage">Where jobs are.</param>
/// <param name="time">The clock.</param>
public sealed class HangfireTrialQueue(IStudyStore store, JobStorage storage, TimeProvider time) : ITrialQueue
{
    private const int MostAtOnce = 100;

    private readonly BackgroundJobClient _jobs = new(storage);

    /// <inheritdoc/>
    public async Task AnnounceAsync(string study, IReadOnlyList<int> trials, CancellationToken cancellationToken)
    {
        if (trials.Count == 0)
        {
            return;
        }

        var queue = HangfireStorage.QueueOf((await store.ReadStudyAsync(study, cancellationToken)).Header.Queue);
        await Task.Run(() => Enqueue(study, trials, queue), cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>Jobs start by themselves; only controllers wait here, for news of another kind.</remarks>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => Task.Delay(longest, time, cancellationToken);

    /// <summary>
    /// Announces waiting trials again whose jobs are gone: those that were paused, given back, or lost their worker. Looks until it
    /// is stopped; of many controllers each may, since a job too many claims nothing.
    /// </summary>
    /// <param name="interval">How often to look.</param>
    /// <param name="log">Is told what went wrong, in sentences.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task RepeatAsync(TimeSpan interval, Action<string> log, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await RepeatOnceAsync(stopping);
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                log($"Jobs cannot be looked at: {fault.Message}");
            }

            await Task.Delay(interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RepeatOnceAsync(CancellationToken stopping)
    {
        var monitor = storage.GetMonitoringApi();
        foreach (var summary in await store.ListStudiesAsync(stopping))
        {
            if (summary.Status is not (StudyStatus.Running or StudyStatus.Draining))
            {
                continue;
            }

            var study = await store.ReadStudyAsync(summary.Name, stopping);
            var queue = HangfireStorage.QueueOf(study.Header.Queue);
            var waiting = study.Trials.Where(trial => trial.State == TrialState.Queued).Select(trial => trial.Number).Take(MostAtOnce).ToArray();
            if (waiting.Length > 0 && monitor.EnqueuedCount(queue) == 0)
            {
                Enqueue(summary.Name, waiting, queue);
            }
        }
    }

    private void Enqueue(string study, IReadOnlyList<int> trials, string queue)
    {
        foreach (var trial in trials)
        {
            // The queue is the job's own, too: with the state's alone a retry would go to another one.
            _jobs.Create<TrialJob>(queue, job => job.RunAsync(study, trial, CancellationToken.None), new EnqueuedState(queue));
        }
    }
}
