using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Dashboard.Model.Placement;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>A study at one moment, with everything that is computed from it, each thing when it is first asked for and then never again.</summary>
public sealed class StudyView
{
    private readonly Lazy<StudyFront> _front;
    private readonly Lazy<IReadOnlySet<int>> _best;
    private readonly Lazy<ImmutableArray<double>> _history;
    private readonly Lazy<ImmutableArray<Trial>> _finished;
    private readonly Lazy<TrialFields> _fields;
    private readonly Lazy<PlacementMap> _placement;
    private readonly Lazy<int> _layers;

    /// <summary>The view of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="tags">The tags of a trial, by its number.</param>
    internal StudyView(StudyRecord study, Func<int, string> tags)
    {
        Study = study;
        _front = new(() => StudyFront.Of(study));
        _best = new(() => Front.Trials.Select(trial => trial.Number).ToHashSet());
        _history = new(() => Front.Trials.IsEmpty ? [] : StudyFront.HypervolumeHistory(study, Front.ReferencePoint));
        _finished = new(() => [.. study.Trials.Where(trial => trial.Finished is not null).OrderBy(trial => trial.Finished)]);
        _fields = new(() => TrialFields.Of(study, _best.Value, tags));
        _placement = new(() => PlacementMap.Of(this));
        _layers = new(() => PlacementReader.LayersOf(study.Trials.Select(trial => trial.Configuration)));
        Budget = StudyBudget.Of(study.Header);
    }

    /// <summary>The study.</summary>
    public StudyRecord Study { get; }

    /// <summary>Its best trade-offs.</summary>
    public StudyFront Front => _front.Value;

    /// <summary>When it ends.</summary>
    public BudgetDefinition Budget { get; }

    /// <summary>The hypervolume after each completed trial; empty without a front.</summary>
    public ImmutableArray<double> HypervolumeHistory => _history.Value;

    /// <summary>The trials that have ended, in that order.</summary>
    public ImmutableArray<Trial> Finished => _finished.Value;

    /// <summary>Which methods in which layers its best trade-offs have.</summary>
    public PlacementMap Placement => _placement.Value;

    /// <summary>How many layers its configurations speak of; 1 when they name none.</summary>
    public int Layers => _layers.Value;

    /// <summary>All that can be said of its trials.</summary>
    internal TrialFields Fields => _fields.Value;

    /// <summary>How many trials of the budget are used, those that failed included and baselines not.</summary>
    public int Spent => Study.Trials.Count(trial => trial.State.IsFinal() && trial.Origin.IsSearch());

    /// <summary>Whether no trial is better in one objective and as good in the others.</summary>
    public bool IsOnFront(Trial trial) => _best.Value.Contains(trial.Number);
}
