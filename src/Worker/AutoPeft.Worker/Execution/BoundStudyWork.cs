using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Execution;

/// <summary>Has a runner train the trials of a study of PEFT modules.</summary>
/// <param name="study">The study.</param>
/// <param name="runner">Trains.</param>
internal sealed class BoundStudyWork(BoundStudy study, ITrialRunner runner) : IStudyWork
{
    /// <inheritdoc/>
    public int Retries => study.Definition.Control.Retries;

    /// <inheritdoc/>
    public Task<TrialOutcome> RunAsync(Trial trial, string folder, ITrialReporter reporter, CancellationToken stopping)
    {
        Directory.CreateDirectory(folder);

        return runner.RunAsync(Assignment(trial, folder), reporter, stopping);
    }

    /// <inheritdoc/>
    public TrialResult ResultOf(Trial trial, TrialOutcome outcome) => ResultMaker.Of(study, trial, outcome);

    private TrialAssignment Assignment(Trial trial, string folder)
    {
        var binding = study.BindingOf(trial.Origin);

        return new()
        {
            Study = study.Definition,
            Trial = trial.Number,
            Attempt = trial.Attempts.Length,
            Configuration = trial.Configuration,
            Peft = binding.PeftOf(trial.Configuration),
            Training = binding.TrainingOf(trial.Configuration),
            Seed = trial.Seed,
            CheckpointFolder = folder,
            ResumeFrom = trial.Attempts.LastOrDefault(attempt => attempt.Checkpoint is not null)?.Checkpoint,
        };
    }
}
