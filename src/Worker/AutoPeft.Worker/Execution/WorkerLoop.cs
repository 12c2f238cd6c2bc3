using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Telemetry;

namespace AutoPeft.Worker.Execution;

/// <summary>A worker: several slots that each claim a trial, carry it out, and claim the next.</summary>
/// <param name="store">Where trials are.</param>
/// <param name="queue">Wakes idle slots.</param>
/// <param name="works">Finds how the trials of a study, by name, are carried out.</param>
public sealed class WorkerLoop(ITrialStore store, ITrialQueue queue, Func<string, CancellationToken, Task<IStudyWork>> works) : IWorkerLoop
{
    /// <summary>A worker that trains with a runner.</summary>
    /// <param name="store">Where trials are.</param>
    /// <param name="queue">Wakes idle slots.</param>
    /// <param name="runner">Trains.</param>
    /// <param name="studies">The definitions.</param>
    public WorkerLoop(ITrialStore store, ITrialQueue queue, ITrialRunner runner, StudyLibrary studies)
        : this(store, queue, async (study, token) => new BoundStudyWork(await studies.FindAsync(study, token), runner, store))
    {
    }

    private readonly UnusableStudies _unusable = new();
    private readonly MemoryShare _memory = new(store);
    private readonly TrainingRoom _room = new();
    private int _running;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Counts what it does. Default: nobody.</summary>
    public WorkerMeter? Meter { get; init; }

    /// <summary>Is told, in sentences, what this worker cannot do. Default: nobody.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Is told how far each trial is, by number, in [0, 1]. Default: nobody.</summary>
    public Action<int, double>? Progress { get; init; }

    /// <summary>How many trials it carries out now.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <inheritdoc/>
    /// <exception cref="IOException">The store can no longer be written.</exception>
    public async Task RunAsync(WorkerSettings settings, CancellationToken draining, CancellationToken stopping)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(draining, stopping);
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var slots = Enumerable.Range(0, settings.Slots).Select(_ => SlotAsync(settings, idle, failing)).ToArray();
        await Task.WhenAll(slots);
    }

    private async Task SlotAsync(WorkerSettings settings, CancellationTokenSource idle, CancellationTokenSource stopping)
    {
        var execution = new TrialExecution(store, settings, _room, Time);
        var request = new ClaimRequest(settings.Name, settings.LeaseDuration) { Study = settings.Study, Queue = settings.Queue };
        try
        {
            while (!idle.IsCancellationRequested)
            {
                if (await _memory.ClaimAsync(request with { Excluded = _unusable.Current }, settings.MemoryBytes, idle.Token) is { } claimed)
                {
                    await MeasuredAsync(execution, claimed, settings, stopping.Token);
                }
                else if (await store.ReclaimAsync(idle.Token) == 0)
                {
                    await queue.WaitAsync(settings.PollInterval, idle.Token);
                }
            }
        }
        catch (OperationCanceledException) when (idle.IsCancellationRequested)
        {
        }
        catch
        {
            // Without this slot the others would work on as if nothing had happened.
            await idle.CancelAsync();
            await stopping.CancelAsync();
            throw;
        }
    }

    private async Task CarryOutAsync(TrialExecution execution, ClaimedTrial claimed, CancellationToken stopping)
    {
        IStudyWork work;
        try
        {
            work = await works(claimed.Lease.Study, CancellationToken.None);
        }
        catch (InvalidInputException fault)
        {
            // Another worker may have the files. This one leaves the study's trials alone for a while.
            var study = claimed.Lease.Study;
            _unusable.Add(study, Time);
            Log($"{study}: its trials cannot be trained here: {fault.Message}");
            await store.ReleaseAsync(claimed.Lease, AttemptEnd.Preempted, $"The worker cannot use the study: {fault.Message}", CancellationToken.None);
            return;
        }

        await execution.RunAsync(work, claimed, Progress, stopping);
    }

    /// <summary>Claims one trial and carries it out; what the queue engines do that say themselves when a trial begins.</summary>
    /// <param name="settings">How to work.</param>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial's number.</param>
    /// <param name="stopping">Asks to give it back at once.</param>
    /// <returns>Whether the trial could be claimed; otherwise it is somebody else's, over, or not to be given now.</returns>
    public async Task<bool> RunOneAsync(WorkerSettings settings, string study, int trial, CancellationToken stopping)
    {
        var request = new ClaimRequest(settings.Name, settings.LeaseDuration)
        {
            Study = study,
            Queue = settings.Queue,
            Trial = trial,
            Excluded = _unusable.Current,
        };
        if (!await store.ExistsAsync(study, stopping) || await _memory.ClaimAsync(request, settings.MemoryBytes, stopping) is not { } claimed)
        {
            return false;
        }

        await MeasuredAsync(new(store, settings, _room, Time), claimed, settings, stopping);
        return true;
    }

    private async Task MeasuredAsync(
        TrialExecution execution, ClaimedTrial claimed, WorkerSettings settings, CancellationToken stopping)
    {
        var began = Time.GetTimestamp();
        var isCarriedOut = false;
        Meter?.Claimed(claimed.Lease);
        Interlocked.Increment(ref _running);
        try
        {
            await CarryOutAsync(execution, claimed, stopping);
            isCarriedOut = true;
        }
        finally
        {
            Interlocked.Decrement(ref _running);
            _memory.Return(claimed, settings.MemoryBytes);
            Meter?.Done(claimed.Lease, isCarriedOut, Time.GetElapsedTime(began));
        }
    }
}
