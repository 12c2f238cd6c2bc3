using System.Collections.Immutable;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>A study as the API gives it.</summary>
internal sealed record StudyDocument(
    string Name,
    string Status,
    string StatusReason,
    long Sequence,
    DateTimeOffset Created,
    DateTimeOffset Changed,
    double ActiveSeconds,
    ImmutableArray<ObjectiveDocument> Objectives,
    ImmutableArray<int> Front,
    int? Knee,
    double Hypervolume,
    ImmutableArray<double> ReferencePoint,
    ImmutableArray<TrialDocument> Trials)
{
    public static StudyDocument Of(StudyRecord study)
    {
        var front = StudyFront.Of(study);

        return new(
            study.Header.Name,
            study.Status.ToString(),
            study.StatusReason,
            study.Sequence,
            study.Created,
            study.Changed,
            study.ActiveTime.TotalSeconds,
            [.. study.Header.Objectives.Select(objective => new ObjectiveDocument(
                objective.Name, objective.Direction.ToString(), objective.Unit, objective.IsAnalytic))],
            [.. front.Trials.Select(trial => trial.Number)],
            front.Knee?.Number,
            front.Hypervolume,
            front.ReferencePoint,
            [.. study.Trials.Select(trial => TrialDocument.Of(study, trial))]);
    }
}
