using AutoPeft.Search.Studies;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Tells the sampler what a study has found: in the order of trial numbers, so that timing does not matter.</summary>
public static class SamplerInput
{
    /// <summary>What the sampler is told.</summary>
    /// <param name="study">The study.</param>
    /// <param name="record">Its history.</param>
    public static StudySnapshot Of(StudyPlan study, StudyRecord record)
    {
        var trials = record.Trials.Where(trial => trial.Origin.IsSearch()).ToArray();

        return study.Snapshot with
        {
            Observations = [.. trials.Where(trial => trial.Values is not null)
                .Select(trial => new Observation(trial.Configuration, trial.Values!.Value, trial.Replicate))],
            Pending = [.. trials.Where(trial => !trial.State.IsFinal()).Select(trial => trial.Configuration)],
            Infeasible = [.. trials.Where(trial => trial.State.IsFinal() && trial.Values is null)
                .Select(trial => new Infeasibility(trial.Configuration, KindOf(trial)))],
        };
    }

    private static InfeasibilityKind KindOf(Trial trial) => (trial.State, trial.Cause) switch
    {
        (TrialState.Infeasible, InfeasibleCause.OutOfMemory) => InfeasibilityKind.OutOfMemory,
        (TrialState.Infeasible, InfeasibleCause.Diverged) => InfeasibilityKind.Diverged,
        (TrialState.Failed, _) => InfeasibilityKind.Failed,
        _ => InfeasibilityKind.Constraint,
    };
}
