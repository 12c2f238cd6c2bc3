using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>Carries out a study in this process, whatever its trials are: controller and worker together.</summary>
/// <param name="store">Where the study is kept.</param>
/// <param name="time">The clock.</param>
public sealed class LocalStudy(ITrialStore store, TimeProvider time)
{
    /// <summary>Creates the study, owned by who runs this process, or opens it where it was interrupted.</summary>
    /// <param name="study">What a store keeps of it.</param>
    /// <param name="difference">Says in which way the definition of a study of this name differs, as a sentence part.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <returns>What had to be repaired; null for a new study.</returns>
    /// <exception cref="InvalidInputException">A study of this name has another definition.</exception>
    public async Task<StudyOpening?> OpenAsync(
        StudyHeader study, Func<StudyHeader, string> difference, CancellationToken cancellationToken)
    {
        if (!await store.ExistsAsync(study.Name, cancellationToken))
        {
            await store.CreateStudyAsync(study with { Owner = Environment.UserName }, cancellationToken);
            return null;
        }

        var known = (await store.ReadStudyAsync(study.Name, cancellationToken)).Header;
        if (known.SpaceHash != study.SpaceHash)
        {
            throw new InvalidInputException(
                new FaultPlace(study.Name),
                $"A study of this name was begun with another definition: {difference(known)}.",
                "Give this one another name, or undo the change; budget, concurrency, packing and retries may change.");
        }

        return await store.OpenStudyAsync(study.Name, cancellationToken);
    }

    /// <summary>Carries out a study that is open until it ends or is stopped.</summary>
    /// <param name="study">What proposing its trials needs.</param>
    /// <param name="worker">Makes the worker for a queue.</param>
    /// <param name="settings">How the worker works, and what is told of it.</param>
    /// <param name="stopping">Pauses the study cleanly: running trials go back to the queue.</param>
    /// <returns>The study at the end; its status says why it ended.</returns>
    public async Task<StudyRecord> RunAsync(
        StudyPlan study,
        Func<ITrialQueue, WorkerLoop> worker,
        (string TrialsFolder, IStudyObserver? Observer) settings,
        CancellationToken stopping)
    {
        var queue = new InProcessQueue(time);
        var slots = new WorkerSettings
        {
            Name = Environment.MachineName,
            Slots = study.Control.Concurrency,
            Study = study.Name,
            TrialsFolder = settings.TrialsFolder,
        };
        using var drained = new CancellationTokenSource();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var working = worker(queue).RunAsync(slots, drained.Token, failed.Token);
        _ = working.ContinueWith(_ => failed.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        var controller = new StudyController(store, queue, SamplerCatalog.Create(study.Control), time);
        try
        {
            await controller.RunAsync(study, settings.Observer, failed.Token);
        }
        finally
        {
            await drained.CancelAsync();
            await working;
        }

        return await store.ReadStudyAsync(study.Name, CancellationToken.None);
    }
}
