using System.Collections.Immutable;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>What is computed from all trials of a study, brought up to date from what it was a moment ago.</summary>
/// <remarks>
/// Trials are immutable, so those that did not change are the same objects. A trial that has ended stays as it is, unless it is tried
/// again; only then everything is computed anew. Immutable for its readers.
/// </remarks>
internal sealed class StudyIndex
{
    private const int FewTrials = 2000;
    private const double Growth = 1.01;

    private readonly ImmutableArray<Trial> _trials;
    private readonly NameSet _parameters;
    private readonly NameSet _metrics;
    private readonly SeedGroups _groups;
    private readonly int _inferredAt;

    private StudyIndex(StudyRecord study, StudyIndex? before, Trial[] changed)
    {
        _trials = study.Trials;
        var ended = changed.Where(trial => trial.Finished is not null).OrderBy(trial => trial.Finished).ThenBy(trial => trial.Number).ToArray();
        var candidates = ended.Where(trial => trial is { State: TrialState.Completed, Values: not null } && trial.Origin.IsSearch()).ToArray();
        _parameters = (before?._parameters ?? NameSet.Empty).With(changed.Select(trial => trial.Configuration.Names));
        _metrics = (before?._metrics ?? NameSet.Empty).With(ended.Select(trial => (IReadOnlyList<string>)[.. trial.Metrics.Keys]));
        _groups = (before?._groups ?? SeedGroups.Empty).With(ended.Where(trial => trial.State == TrialState.Completed && trial.Values is not null));
        Finished = (before?.Finished ?? new AppendOnly<Trial>()).With(ended);
        Completed = (before?.Completed ?? 0) + candidates.Length;
        Repetitions = _groups.Repeated;
        var goesOn = before is not null && !candidates.Any(trial => before._groups.Knows(trial)) && candidates.DistinctBy(trial => trial.Configuration).Count() == candidates.Length;
        (Front, _inferredAt) = FrontOf(study, goesOn ? before : null, candidates);
        Hypervolumes = goesOn && before!.Front.ReferencePoint.SequenceEqual(Front.ReferencePoint)
            ? new HypervolumeTrace(study.Header.Objectives, Front.ReferencePoint).GoOn(before.Hypervolumes, before.Front, candidates)
            : new AppendOnly<double>().With(Front.Trials.IsEmpty ? [] : StudyFront.HypervolumeHistory(study, Front.ReferencePoint));
    }

    /// <summary>The trials that have ended, in that order.</summary>
    public AppendOnly<Trial> Finished { get; }

    /// <summary>How many trials of the search are completed.</summary>
    public int Completed { get; }

    /// <summary>The best trade-offs.</summary>
    public StudyFront Front { get; }

    /// <summary>The hypervolume after each completed trial.</summary>
    public AppendOnly<double> Hypervolumes { get; }

    /// <summary>The names of all parameters, in ordinal order.</summary>
    public ImmutableArray<string> Parameters => _parameters.Names;

    /// <summary>The names of all metrics, in ordinal order.</summary>
    public ImmutableArray<string> Metrics => _metrics.Names;

    /// <summary>Completed trials of one configuration with different seeds, group by group.</summary>
    public ImmutableArray<ImmutableArray<Trial>> Repetitions { get; }

    /// <summary>The index of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="before">The index of the same study earlier; null for none.</param>
    public static StudyIndex Of(StudyRecord study, StudyIndex? before) =>
        before is not null && ChangedSince(study, before) is { } changed ? new(study, before, changed) : new(study, null, [.. study.Trials]);

    // Null when a trial that had ended is another now, or one ended before the last.
    private static Trial[]? ChangedSince(StudyRecord study, StudyIndex before)
    {
        var changed = new List<Trial>();
        for (var i = 0; i < study.Trials.Length; i++)
        {
            if (i < before._trials.Length && ReferenceEquals(study.Trials[i], before._trials[i]))
            {
                continue;
            }

            if (i < before._trials.Length && before._trials[i].Finished is not null)
            {
                return null;
            }

            changed.Add(study.Trials[i]);
        }

        var last = before.Finished.Count > 0 ? before.Finished[^1].Finished : null;
        return study.Trials.Length < before._trials.Length || changed.Exists(trial => trial.Finished < last) ? null : [.. changed];
    }

    // What is not on the front of the old trials is not on that of all, unless seeds of one configuration are added up; a reference point that has to be inferred from very many
    // trials is kept until there are one in a hundred more, as long as the study goes on.
    private (StudyFront Front, int InferredAt) FrontOf(StudyRecord study, StudyIndex? before, Trial[] candidates)
    {
        var isGiven = study.Header.Objectives.All(objective => objective.Reference is not null);
        var total = Completed;
        var isKept = before is not null && total > FewTrials && total < Growth * before._inferredAt && study.Status == StudyStatus.Running;
        if (before is not null && candidates.Length == 0)
        {
            return (before.Front, before._inferredAt);
        }

        return before is null || !(isGiven || isKept)
            ? (StudyFront.Of(study), total)
            : (StudyFront.Of(study with { Trials = [.. before.Front.Trials, .. candidates] }, before.Front.Trials.IsEmpty ? null : before.Front.ReferencePoint), before._inferredAt);
    }
}
