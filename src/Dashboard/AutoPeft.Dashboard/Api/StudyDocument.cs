using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Api;

/// <summary>A study as the API gives it; its trials have an address of their own.</summary>
internal sealed record StudyDocument(
    string Name,
    string Owner,
    string Status,
    string StatusReason,
    long Sequence,
    DateTimeOffset Created,
    DateTimeOffset Changed,
    double ActiveSeconds,
    int? BudgetTrials,
    double? BudgetSeconds,
    int Spent,
    ImmutableSortedDictionary<string, int> States,
    ImmutableArray<ObjectiveDocument> Objectives,
    ImmutableArray<int> Front,
    int? Knee,
    double Hypervolume,
    ImmutableArray<double> ReferencePoint,
    bool Interrupted,
    ImmutableArray<string> Warnings)
{
    /// <summary>The document of a study.</summary>
    /// <param name="view">The study.</param>
    /// <param name="isInterrupted">Whether nobody carries it out although its status says so.</param>
    /// <param name="warnings">Why it does not go on.</param>
    public static StudyDocument Of(StudyView view, bool isInterrupted, ImmutableArray<string> warnings)
    {
        var study = view.Study;

        return new(
            study.Header.Name,
            study.Header.Owner,
            study.Status.ToString(),
            study.StatusReason,
            study.Sequence,
            study.Created,
            study.Changed,
            study.ActiveTime.TotalSeconds,
            view.Budget.Trials,
            view.Budget.Time?.TotalSeconds,
            view.Spent,
            Enum.GetValues<TrialState>().ToImmutableSortedDictionary(state => state.ToString(), study.Count, StringComparer.Ordinal),
            [.. study.Header.Objectives.Select(objective => new ObjectiveDocument(
                objective.Name, objective.Direction.ToString(), objective.Unit, objective.IsAnalytic))],
            [.. view.Front.Trials.Select(trial => trial.Number)],
            view.Front.Knee?.Number,
            view.Front.Hypervolume,
            view.Front.ReferencePoint,
            isInterrupted,
            warnings);
    }
}
