using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>Carries out a study in this process: controller and worker together.</summary>
/// <param name="store">Where the study is kept.</param>
/// <param name="runner">Trains.</param>
/// <param name="reader">Reads the definitions of studies that exist.</param>
/// <param name="time">The clock.</param>
public sealed class LocalSweep(ITrialStore store, ITrialRunner runner, StudyFile reader, TimeProvider time)
{
    /// <summary>Creates the study, or opens it where it was interrupted; nothing is written when anything cannot be used.</summary>
    /// <param name="study">The study.</param>
    /// <param name="cancellationToken">Ends the preparation.</param>
    /// <returns>What had to be repaired; null for a new study.</returns>
    /// <exception cref="InvalidInputException">Model, data or folder cannot be used, or a study of this name has another definition.</exception>
    public async Task<StudyOpening?> OpenAsync(BoundStudy study, CancellationToken cancellationToken)
    {
        var name = study.Definition.Name;
        await runner.PrepareAsync(study.Definition, cancellationToken);
        if (!await store.ExistsAsync(name, cancellationToken))
        {
            await store.CreateStudyAsync(study.Header, cancellationToken);
            return null;
        }

        var known = (await store.ReadStudyAsync(name, cancellationToken)).Header;
        if (known.SpaceHash != study.Header.SpaceHash)
        {
            throw new InvalidInputException(
                new FaultPlace(name),
                $"A study of this name was begun with another definition: {Difference(study, known)}.",
                "Give this one another name, or undo the change; budget, concurrency and retries may change.");
        }

        return await store.OpenStudyAsync(name, cancellationToken);
    }

    /// <summary>Carries out a study that is open until it ends or is stopped.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trialsFolder">The folder under which trials have folders of their own. Full path.</param>
    /// <param name="observer">Is told everything that happens; null for nobody.</param>
    /// <param name="stopping">Pauses the study cleanly: running trials go back to the queue.</param>
    /// <returns>The study at the end; its status says why it ended.</returns>
    public async Task<StudyRecord> RunAsync(
        BoundStudy study, string trialsFolder, IStudyObserver? observer, CancellationToken stopping)
    {
        var queue = new InProcessQueue(time);
        var studies = new StudyLibrary(store, reader);
        studies.Add(study);
        var worker = new WorkerLoop(store, queue, runner, studies)
        {
            Time = time,
            Progress = observer is null ? null : observer.OnTrialProgress,
        };
        var settings = new WorkerSettings
        {
            Name = Environment.MachineName,
            Slots = study.Definition.Control.Concurrency,
            Study = study.Definition.Name,
            TrialsFolder = trialsFolder,
        };
        using var drained = new CancellationTokenSource();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var working = worker.RunAsync(settings, drained.Token, failed.Token);
        _ = working.ContinueWith(_ => failed.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        var controller = new StudyController(store, queue, SamplerCatalog.Create(study.Definition.Control), time);
        try
        {
            await controller.RunAsync(study, observer, failed.Token);
        }
        finally
        {
            await drained.CancelAsync();
            await working;
        }

        return await store.ReadStudyAsync(study.Definition.Name, CancellationToken.None);
    }

    private string Difference(BoundStudy study, StudyHeader known)
    {
        try
        {
            return study.DifferenceFrom(reader.Parse(known.Definition, $"study {known.Name}", known.Folder)) ?? "its files changed";
        }
        catch (InvalidInputException)
        {
            return "and its own can no longer be read";
        }
    }
}
