using System.Collections.Immutable;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>The completed trials of a study as the analyses of the search read them.</summary>
/// <param name="Snapshot">The study with one observation a trial.</param>
/// <param name="Trials">The trials, in the order of the observations.</param>
public sealed record StudyAnalysis(StudySnapshot Snapshot, ImmutableArray<Trial> Trials)
{
    /// <summary>The completed trials of the search. Baselines and trials that were stopped do not take part.</summary>
    /// <param name="study">The study.</param>
    /// <param name="record">Its history.</param>
    public static StudyAnalysis Of(StudyPlan study, StudyRecord record)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(record);

        Trial[] trials = [.. record.Trials.Where(trial => trial.Origin.IsSearch() && trial.Values is not null)];
        var snapshot = study.Snapshot with
        {
            Observations = [.. trials.Select(trial => new Observation(trial.Configuration, trial.Values!.Value, trial.Replicate))],
        };

        return new(snapshot, [.. trials]);
    }
}
