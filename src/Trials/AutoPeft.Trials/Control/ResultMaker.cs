using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Peft.Costs;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Control;

/// <summary>Turns what a runner says into what is recorded: adds the analytic costs and picks the objectives.</summary>
public static class ResultMaker
{
    /// <summary>The result of a trial.</summary>
    /// <remarks>An objective that is infinite or not a number makes the trial infeasible, and so does a broken constraint; a missing one, a failure.</remarks>
    /// <param name="study">The trial's study.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="outcome">What the runner said.</param>
    public static TrialResult Of(BoundStudy study, Trial trial, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);

        var cost = study.BindingOf(trial.Origin).CostOf(trial.Configuration);
        var metrics = outcome.Metrics.SetItems(AnalyticMetrics.All(cost));
        var result = new TrialResult(outcome.State, outcome.Reason) { Cause = outcome.Cause, Metrics = metrics };

        return outcome.State == TrialState.Completed ? Judge((study.Definition.Objectives, study.Definition.Constraints), result, outcome.Metrics) : result;
    }

    /// <summary>The result of a trial of a study without analytic costs; judged in the same way.</summary>
    /// <param name="objectives">What the study optimises.</param>
    /// <param name="constraints">Limits on what is measured.</param>
    /// <param name="outcome">What carried it out said.</param>
    public static TrialResult Of(ImmutableArray<Objective> objectives, ImmutableArray<OutcomeConstraint> constraints, TrialOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);

        var result = new TrialResult(outcome.State, outcome.Reason) { Cause = outcome.Cause, Metrics = outcome.Metrics };
        return outcome.State == TrialState.Completed ? Judge((objectives, constraints), result, outcome.Metrics) : result;
    }

    /// <summary>The analytic metrics of a configuration, for showing before anything is trained.</summary>
    public static ImmutableSortedDictionary<string, double> Costs(CostReport cost) =>
        AnalyticMetrics.All(cost).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static TrialResult Judge(
        (ImmutableArray<Objective> Objectives, ImmutableArray<OutcomeConstraint> Constraints) study,
        TrialResult result,
        ImmutableSortedDictionary<string, double> measured)
    {
        var named = study.Objectives.Select(objective => (Kind: "objective", objective.Name))
            .Concat(study.Constraints.Select(constraint => (Kind: "constraint", constraint.Name))).ToArray();
        foreach (var (kind, name) in named)
        {
            if (!result.Metrics.ContainsKey(name))
            {
                return result with
                {
                    State = TrialState.Failed,
                    Reason = $"The {kind} '{name}' was not measured, {(measured.IsEmpty ? "nor anything else" : $"only {string.Join(", ", measured.Keys)}")}.",
                };
            }
        }

        foreach (var (kind, name) in named)
        {
            if (!double.IsFinite(result.Metrics[name]))
            {
                return Infeasible(result, InfeasibleCause.Diverged, $"The {kind} '{name}' is not a finite number.");
            }
        }

        var broken = study.Constraints.FirstOrDefault(constraint => !constraint.IsMetBy(result.Metrics[constraint.Name]));
        return broken is not null
            ? Infeasible(result, InfeasibleCause.Constraint, string.Create(
                CultureInfo.InvariantCulture, $"It is required that {broken}, and '{broken.Name}' is {result.Metrics[broken.Name]}."))
            : result with { Values = [.. study.Objectives.Select(objective => result.Metrics[objective.Name])] };
    }

    private static TrialResult Infeasible(TrialResult result, InfeasibleCause cause, string reason) =>
        result with { State = TrialState.Infeasible, Cause = cause, Reason = reason };
}
