using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Binding;

/// <summary>Makes of a trial all that training it needs.</summary>
public static class BoundAssignments
{
    /// <summary>The assignment of a trial's latest attempt.</summary>
    /// <param name="study">Its study.</param>
    /// <param name="trial">The trial with its attempts, the current one last.</param>
    /// <param name="folder">The folder for its files; full path, or empty where there is none.</param>
    public static TrialAssignment AssignmentOf(this BoundStudy study, Trial trial, string folder)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trial);

        var binding = study.BindingOf(trial.Origin);
        return new()
        {
            Study = study.Definition,
            Header = study.Header,
            Origin = trial.Origin,
            Trial = trial.Number,
            Attempt = trial.Attempts.Length,
            Configuration = trial.Configuration,
            Peft = binding.PeftOf(trial.Configuration),
            Training = binding.TrainingOf(trial.Configuration),
            Seed = trial.Seed,
            Pruner = trial.Origin.IsSearch() ? study.Definition.Control.Pruner : null,
            CheckpointFolder = folder,
            ResumeFrom = trial.Attempts.LastOrDefault(attempt => attempt.Checkpoint is not null)?.Checkpoint,
        };
    }
}
