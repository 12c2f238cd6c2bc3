using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Transfer;

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
        await EarlierStudies.AttachAsync(study.Plan, store, cancellationToken);
        await runner.PrepareAsync(study.Definition, cancellationToken);

        return await new LocalStudy(store, time).OpenAsync(study.Header, known => Difference(study, known), cancellationToken);
    }

    /// <summary>Carries out a study that is open until it ends or is stopped.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trialsFolder">The folder under which trials have folders of their own. Full path.</param>
    /// <param name="observer">Is told everything that happens; null for nobody.</param>
    /// <param name="stopping">Pauses the study cleanly: running trials go back to the queue.</param>
    /// <returns>The study at the end; its status says why it ended.</returns>
    public Task<StudyRecord> RunAsync(
        BoundStudy study, string trialsFolder, IStudyObserver? observer, CancellationToken stopping)
    {
        var studies = new StudyLibrary(store, reader);
        studies.Add(study);

        return new LocalStudy(store, time).RunAsync(
            study.Plan,
            queue => new(store, queue, runner, studies) { Time = time, Progress = observer is null ? null : observer.OnTrialProgress },
            (trialsFolder, observer),
            stopping);
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
