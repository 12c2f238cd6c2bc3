using System.Collections.Immutable;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Insight;

/// <summary>What the analyses of the search say about a study for one objective, or for all together.</summary>
internal sealed class StudyInsight
{
    // Importances count every trial many times over; so many tell as much as very many.
    private const int MostTrials = 3000;

    private readonly StudyAnalysis _analysis;

    private StudyInsight(StudyAnalysis analysis, int? objective, int total)
    {
        _analysis = analysis;
        Total = total;
        Importances = PedAnova.Of(analysis.Snapshot, objective);
        Groups = ImportanceGroups.Of(Importances);
        Searched = [.. analysis.Snapshot.Space.Domains.Where(domain => domain.LevelCount != 1)];
    }

    /// <summary>How much each parameter has to do with being among the best, the most important first; empty with too few trials.</summary>
    public ImmutableArray<ParameterImportance> Importances { get; }

    /// <summary>The same added up by layer, module and method.</summary>
    public ImportanceGroups Groups { get; }

    /// <summary>The parameters that were searched.</summary>
    public ImmutableArray<ParameterDomain> Searched { get; }

    /// <summary>How many trials this is about.</summary>
    public int Trials => _analysis.Trials.Length;

    /// <summary>How many completed trials there are.</summary>
    public int Total { get; }

    /// <summary>The trials and the space.</summary>
    public StudyAnalysis Analysis => _analysis;

    /// <summary>The insight into a study.</summary>
    /// <param name="view">The study.</param>
    /// <param name="plan">Its space.</param>
    /// <param name="objective">The objective's number; null for all together.</param>
    public static StudyInsight Of(StudyView view, StudyPlan plan, int? objective)
    {
        var completed = view.Finished.Where(trial => trial.Values is not null && trial.Origin.IsSearch()).ToArray();

        return new(StudyAnalysis.Of(plan, view.Study with { Trials = [.. Sample(view, completed, MostTrials)] }), objective, completed.Length);
    }

    /// <summary>How well the surrogate predicts an objective from trials that it has not seen; null with too few.</summary>
    /// <remarks>Over at most 200 trials, evenly spread: fitting takes the third power of their number.</remarks>
    public static (ModelQuality? Quality, ImmutableArray<Trial> Trials) Check(StudyView view, StudyPlan plan, int objective)
    {
        const int MostChecked = 200;
        var completed = view.Finished.Where(trial => trial.Values is not null && trial.Origin.IsSearch()).ToArray();
        var analysis = StudyAnalysis.Of(plan, view.Study with { Trials = [.. Sample(view, completed, MostChecked)] });

        return (LeaveOneOut.Of(analysis.Snapshot, objective), analysis.Trials);
    }

    /// <summary>The front and, evenly spread over time, others.</summary>
    internal static IEnumerable<Trial> Sample(StudyView view, Trial[] completed, int most)
    {
        if (completed.Length <= most)
        {
            return completed;
        }

        var step = (double)completed.Length / most;
        return Enumerable.Range(0, most).Select(i => completed[(int)(i * step)]).Union(view.Front.Trials.Take(most / 2)).OrderBy(trial => trial.Number);
    }
}
