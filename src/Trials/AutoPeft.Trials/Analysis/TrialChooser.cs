using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>Picks the trial that answers a user's wish, by what was measured on validation rows.</summary>
/// <param name="study">The study.</param>
/// <param name="conditions">What the trial has to keep.</param>
public sealed class TrialChooser(StudyRecord study, ImmutableArray<TrialCondition> conditions)
{
    private readonly ImmutableArray<Trial> _candidates =
    [
        .. study.Trials.Where(trial => trial is { State: TrialState.Completed, Values: not null }
            && trial.Origin.IsSearch() && conditions.All(condition => condition.IsMetBy(trial))),
    ];

    /// <summary>The trial of this number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public TrialChoice Given(int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)number, (uint)study.Trials.Length, nameof(number));

        return Explained(study.Trials[number], $"Trial {number} was asked for.");
    }

    /// <summary>The knee of the front of the trials that keep the conditions; null when there are none.</summary>
    public TrialChoice? Knee()
    {
        var front = StudyFront.Of(study with { Trials = _candidates });

        return front.Knee is { } knee
            ? Explained(knee, $"Trial {knee.Number} is the knee of a front of {front.Trials.Length}{Kept}: after it, further gains get expensive.")
            : null;
    }

    /// <summary>The best trial in a metric that keeps the conditions, the cheaper one of equals; null when there are none.</summary>
    /// <param name="metric">An objective, a measured metric or a cost.</param>
    /// <exception cref="InvalidInputException">There is no such metric.</exception>
    public TrialChoice? Best(string metric)
    {
        var by = ObjectiveOf(metric);
        var best = _candidates
            .Where(trial => trial.Metrics.ContainsKey(metric))
            .OrderBy(trial => by.ToLoss(trial.Metrics[metric]))
            .ThenBy(trial => trial.Metrics.GetValueOrDefault("trainable_parameters"))
            .ThenBy(trial => trial.Number)
            .FirstOrDefault();

        return best is null
            ? null
            : Explained(best, $"Trial {best.Number} is the best in {metric} of {_candidates.Length} completed trials{Kept}.");
    }

    private string Kept => conditions.IsEmpty ? string.Empty : $" with {string.Join(" and ", conditions)}";

    private Objective ObjectiveOf(string metric) =>
        study.Header.Objectives.FirstOrDefault(objective => objective.Name == metric)
        ?? (MeasuredMetrics.Find(metric) is { } known ? new(metric, known.Direction, known.Unit)
            : AnalyticMetrics.UnitOf(metric) is { } unit ? new(metric, Direction.Minimize, unit)
            : throw new InvalidInputException(
                new FaultPlace("metric"),
                $"There is no metric '{metric}'.",
                Spelling.Remedy(metric, [.. MeasuredMetrics.Names, .. AnalyticMetrics.Names])));

    private TrialChoice Explained(Trial trial, string why) =>
        new(trial, [why, .. new ChoiceExplanation(study, trial).Sentences()]);
}
