using System.Collections.Immutable;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Analysis;

/// <summary>How sure it is that what a study measured is really among its best.</summary>
public static class FrontCertainty
{
    /// <summary>What is believed of each completed trial of the search, by its number; empty when there are too few.</summary>
    /// <remarks>Confirmations count as further seeds of what they confirm.</remarks>
    /// <param name="study">The study.</param>
    /// <param name="record">Its history.</param>
    public static ImmutableDictionary<int, FrontMembership> Of(StudyPlan study, StudyRecord record)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(record);

        Trial[] completed = [.. record.Trials.Where(trial => trial is { State: TrialState.Completed, Values: not null })];
        Trial[] searched = [.. completed.Where(trial => trial.Origin.IsSearch())];
        var known = searched.Select(trial => trial.Configuration).ToHashSet();
        var confirmed = completed.Where(trial => trial.Origin == TrialOrigin.Confirmation && known.Contains(trial.Configuration));
        var members = FrontPosterior.Of(study.Snapshot with
        {
            Observations = [.. searched.Concat(confirmed).Select(trial => new Observation(trial.Configuration, trial.Values!.Value, trial.Replicate))],
        }).ToDictionary(member => member.Configuration);

        return members.Count == 0
            ? ImmutableDictionary<int, FrontMembership>.Empty
            : searched.ToImmutableDictionary(trial => trial.Number, trial => members[trial.Configuration]);
    }
}
