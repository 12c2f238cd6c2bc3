using System.Collections.Concurrent;
using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Dashboard.Model.Placement;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>A study at one moment, with everything that is computed from it, each thing when it is first asked for and then never again.</summary>
public sealed class StudyView
{
    private const int MostPictures = 16;

    private readonly Lazy<IReadOnlySet<int>> _best;
    private readonly Lazy<TrialFields> _fields;
    private readonly Lazy<PlacementMap> _placement;
    private readonly Lazy<int> _layers;
    private readonly Lazy<BudgetDefinition> _budget;
    private readonly ConcurrentDictionary<object, object?> _pictures = new();
    private readonly Func<StudyView, FrontOdds?>? _odds;

    /// <summary>The view of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="tags">The tags of a trial, by its number.</param>
    /// <param name="before">The view of the same study earlier, which makes this one quicker; null for none.</param>
    /// <param name="odds">How sure its front is, as far as that is known; null: nobody computes it.</param>
    internal StudyView(StudyRecord study, Func<int, string> tags, StudyView? before = null, Func<StudyView, FrontOdds?>? odds = null)
    {
        (Study, _odds) = (study, odds);
        Index = StudyIndex.Of(study, before?.Index);
        _best = new(() => Front.Trials.Select(trial => trial.Number).ToHashSet());
        _fields = new(() => TrialFields.Of(this, _best.Value, tags));
        _placement = new(() => PlacementMap.Of(this));
        _layers = new(() => PlacementReader.LayersOf(Index.Parameters));
        _budget = before?._budget ?? new(() => StudyBudget.Of(study.Header));
    }

    /// <summary>The study.</summary>
    public StudyRecord Study { get; }

    /// <summary>Its best trade-offs.</summary>
    public StudyFront Front => Index.Front;

    /// <summary>When it ends.</summary>
    public BudgetDefinition Budget => _budget.Value;

    /// <summary>The hypervolume after each completed trial; empty without a front.</summary>
    public AppendOnly<double> HypervolumeHistory => Index.Hypervolumes;

    /// <summary>The trials that have ended, in that order.</summary>
    public AppendOnly<Trial> Finished => Index.Finished;

    /// <summary>Which methods in which layers its best trade-offs have.</summary>
    public PlacementMap Placement => _placement.Value;

    /// <summary>How many layers its configurations speak of; 1 when they name none.</summary>
    public int Layers => _layers.Value;

    /// <summary>What is computed from all trials.</summary>
    internal StudyIndex Index { get; }

    /// <summary>Completed trials of the same configuration with different seeds, group by group.</summary>
    internal ImmutableArray<ImmutableArray<Trial>> Repetitions => Index.Repetitions;

    /// <summary>How sure its front is; null while that is not known.</summary>
    internal FrontOdds? Odds => _odds?.Invoke(this);

    /// <summary>All that can be said of its trials.</summary>
    internal TrialFields Fields => _fields.Value;

    /// <summary>How many trials of the budget are used, those that failed included and baselines not.</summary>
    public int Spent => Study.Trials.Count(trial => trial.State.IsFinal() && trial.Origin.IsSearch());

    /// <summary>Whether no trial is better in one objective and as good in the others.</summary>
    public bool IsOnFront(Trial trial) => _best.Value.Contains(trial.Number);

    /// <summary>A page of its best trade-offs, best in the first objective first.</summary>
    internal PageDocument<Trial> FrontPage(string after, int size) =>
        Cursor.Page(Front.Trials, trial => Cursor.Rising(Study.Header.Objectives[0].ToLoss(trial.Values!.Value[0]), trial.Number), after, size);

    /// <summary>A picture of the study that was drawn before for the same request, or a new one; the latest few are kept.</summary>
    internal T Picture<T>(object request, Func<T> draw)
    {
        if (_pictures.TryGetValue(request, out var known))
        {
            return (T)known!;
        }

        if (_pictures.Count >= MostPictures)
        {
            _pictures.Clear();
        }

        var drawn = draw();
        _pictures[request] = drawn;
        return drawn;
    }
}
