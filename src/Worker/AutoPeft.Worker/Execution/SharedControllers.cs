using System.Collections.Concurrent;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>Controls studies whose workers are other processes. Several may stand by: one at a time is active for a study.</summary>
/// <param name="store">Where studies are.</param>
/// <param name="queue">Where workers wait.</param>
/// <param name="studies">The definitions.</param>
/// <param name="time">The clock.</param>
public sealed class SharedControllers(ITrialStore store, ITrialQueue queue, StudyCatalog studies, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Task> _active = new(StringComparer.Ordinal);

    /// <summary>How long a controller's right lasts without a heartbeat. Default 15 s.</summary>
    public TimeSpan ControlDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often leases that ran out, and studies without a controller, are looked for. Default 1 s.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Knows the workers, so that trials that fit none are warned of. Default: nobody does.</summary>
    public IWorkerRegistry? Workers { get; init; }

    /// <summary>Is told, in sentences, which studies it begins and ends to control, and what people should know of them. Default: nobody.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Controls one study until it ends, or until it is stopped; then others go on.</summary>
    /// <param name="name">The study, which is open for writing.</param>
    /// <param name="observer">Is told everything that happens, in order; null for nobody.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">Its definition cannot be used here.</exception>
    public async Task RunAsync(string name, IStudyObserver? observer, CancellationToken stopping)
    {
        var study = await studies.ControlAsync(name, stopping);
        await Controller(study, resumes: true).RunAsync(study.Plan, observer, stopping);
    }

    /// <summary>Controls every study that was started and has no other controller, until it is stopped.</summary>
    public async Task RunAllAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                foreach (var study in await store.ListStudiesAsync(stopping))
                {
                    if (study.Status is StudyStatus.Running or StudyStatus.Draining && !_active.ContainsKey(study.Name))
                    {
                        _active[study.Name] = FollowAsync(study.Name, stopping);
                    }
                }

                await Task.Delay(LookInterval, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(_active.Values);
        }
    }

    private async Task FollowAsync(string name, CancellationToken stopping)
    {
        try
        {
            var study = await studies.ControlAsync(name, stopping);
            Log($"{name}: standing by to control it.");
            await Controller(study, resumes: false).RunAsync(study.Plan, observer: null, stopping);
            Log($"{name}: no longer controlled here.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // One study that cannot be controlled here must not keep the others from it; it is tried again in a while.
            Log($"{name}: cannot be controlled here: {fault.Message}");
            await Task.Delay(ControlDuration, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException)
        {
            // Stopped while looking.
        }
        finally
        {
            _active.TryRemove(name, out _);
        }
    }

    private StudyController Controller(ControlledStudy study, bool resumes) =>
        new(store, queue, SamplerCatalog.Create(study.Plan.Control), time)
        {
            IsShared = true,
            Resumes = resumes,
            ControlDuration = ControlDuration,
            ReclaimInterval = LookInterval,
            Last = study.Last,
            Workers = Workers,
            Log = Log,
        };
}
