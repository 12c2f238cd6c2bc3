using System.Collections.Immutable;
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

        var pruned = new PrunedTrials(study.Snapshot.Objectives, trials, study.Control.Pruner);
        var observations = trials.Select(trial => (trial, Observation: ObservationOf(study.Snapshot, trial, pruned))).ToArray();
        var told = observations.Where(entry => entry.Observation is not null).Select(entry => entry.trial.Number).ToHashSet();

        return study.Snapshot with
        {
            Observations = [.. observations.Select(entry => entry.Observation).OfType<Observation>()],
            Pending = [.. observations.Where(entry => entry.Observation is null && IsUnknown(entry.trial)).Select(entry => entry.trial.Configuration)],
            Infeasible = [.. trials.Where(trial => trial.State.IsFinal() && !told.Contains(trial.Number) && trial.State != TrialState.Pruned)
                .Select(trial => new Infeasibility(trial.Configuration, KindOf(trial)))],
        };
    }

    private static Observation? ObservationOf(StudySnapshot study, Trial trial, PrunedTrials pruned) =>
        trial.State == TrialState.Pruned ? pruned.Estimate(trial)
        : trial is { Values: null, Cause: not InfeasibleCause.Constraint } ? null
        : (trial.Values ?? Measured(trial, study.Objectives.Select(objective => objective.Name))) is { IsDefaultOrEmpty: false } values
            ? new(trial.Configuration, values, trial.Replicate) { Limited = Measured(trial, study.Constraints.Select(constraint => constraint.Name)) }
            : null;

    /// <summary>The metrics of these names; empty when one is missing, as when a user said that a trial is infeasible.</summary>
    private static ImmutableArray<double> Measured(Trial trial, IEnumerable<string> names)
    {
        var values = names.Select(name => trial.Metrics.GetValueOrDefault(name, double.NaN)).ToImmutableArray();

        return values.All(double.IsFinite) ? values : [];
    }

    // A stopped trial that cannot be estimated is no failure either: nothing is known of it but that it was tried.
    private static bool IsUnknown(Trial trial) => !trial.State.IsFinal() || trial.State == TrialState.Pruned;

    private static InfeasibilityKind KindOf(Trial trial) => (trial.State, trial.Cause) switch
    {
        (TrialState.Infeasible, InfeasibleCause.OutOfMemory) => InfeasibilityKind.OutOfMemory,
        (TrialState.Infeasible, InfeasibleCause.Diverged) => InfeasibilityKind.Diverged,
        (TrialState.Failed, _) => InfeasibilityKind.Failed,
        _ => InfeasibilityKind.Constraint,
    };
}
