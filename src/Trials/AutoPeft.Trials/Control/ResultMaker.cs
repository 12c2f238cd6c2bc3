using System.Collections.Immutable;
using AutoPeft.Peft.Costs;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Turns what a runner says into what is recorded: adds the analytic costs and picks the objectives.</summary>
public static class ResultMaker
{
    /// <summary>The result of a trial.</summary>
    /// <remarks>An objective that is infinite or not a number makes the trial infeasible; a missing one, a failure.</remarks>
    /// <param name="study">The trial's study.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="outcome">What the runner said.</param>
    public static TrialResult Of(BoundStudy study, Trial trial, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);

        var cost = study.BindingOf(trial.Origin).CostOf(trial.Configuration);
        var metrics = outcome.Metrics.SetItems(AnalyticMetrics.All(cost));
        var result = new TrialResult(outcome.State, outcome.Reason) { Cause = outcome.Cause, Metrics = metrics };

        return outcome.State == TrialState.Completed ? Judge(study.Definition.Objectives, result, outcome.Metrics) : result;
    }

    /// <summary>The result of a trial of a study without analytic costs; judged in the same way.</summary>
    /// <param name="objectives">What the study optimises.</param>
    /// <param name="outcome">What carried it out said.</param>
    public static TrialResult Of(ImmutableArray<Objective> objectives, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);

        var result = new TrialResult(outcome.State, outcome.Reason) { Cause = outcome.Cause, Metrics = outcome.Metrics };
        return outcome.State == TrialState.Completed ? Judge(objectives, result, outcome.Metrics) : result;
    }

    /// <summary>The analytic metrics of a configuration, for showing before anything is trained.</summary>
    public static ImmutableSortedDictionary<string, double> Costs(CostReport cost) =>
        AnalyticMetrics.All(cost).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static TrialResult Judge(
        ImmutableArray<Objective> objectives, TrialResult result, ImmutableSortedDictionary<string, double> measured)
    {
        var missing = objectives.FirstOrDefault(objective => !result.Metrics.ContainsKey(objective.Name));
        if (missing is not null)
        {
            return result with
            {
                State = TrialState.Failed,
                Reason = $"The objective '{missing.Name}' was not measured, {(measured.IsEmpty ? "nor anything else" : $"only {string.Join(", ", measured.Keys)}")}.",
            };
        }

        var diverged = objectives.FirstOrDefault(objective => !double.IsFinite(result.Metrics[objective.Name]));
        return diverged is null
            ? result with { Values = [.. objectives.Select(objective => result.Metrics[objective.Name])] }
            : result with
            {
                State = TrialState.Infeasible,
                Cause = InfeasibleCause.Diverged,
                Reason = $"The objective '{diverged.Name}' is not a finite number.",
            };
    }
}
