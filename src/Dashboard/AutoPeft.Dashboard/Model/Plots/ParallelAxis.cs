using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>An upright axis of parallel coordinates.</summary>
/// <param name="Key">What filters call it.</param>
/// <param name="Axis">Where values lie.</param>
public sealed record ParallelAxis(string Key, PlotAxis Axis)
{
    /// <summary>What filters call the words of the axis, in their order; empty for numbers.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>The place of a trial in [0, 1]; null where the trial has no value.</summary>
    internal Func<Trial, double?> Place { get; init; } = _ => null;

    /// <summary>The axis of a field over these trials.</summary>
    internal static ParallelAxis Of(StudyView view, TrialField field, IReadOnlyCollection<Trial> trials)
    {
        var kind = field.Group == TrialFieldGroup.Parameter ? trials.Select(trial => trial.Configuration.Find(field.Name)?.Kind).FirstOrDefault(known => known is not null) : null;
        return kind switch
        {
            ParameterValueKind.Flag => OfWords(field, ["false", "true"], ["off", "on"]),
            ParameterValueKind.Text => OfWords(field, [.. trials.Select(field.Text).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal)]),
            _ => OfNumbers(view, field, trials),
        };
    }

    private static ParallelAxis OfWords(TrialField field, ImmutableArray<string> words, ImmutableArray<string>? shown = null)
    {
        var axis = PlotAxis.OfWords(field.Title, shown ?? words);
        return new(field.Key, axis) { Words = words, Place = trial => words.IndexOf(field.Text(trial)) is >= 0 and var word ? axis.Place(word) : null };
    }

    private static ParallelAxis OfNumbers(StudyView view, TrialField field, IEnumerable<Trial> trials)
    {
        var isLogarithmic = field.Group == TrialFieldGroup.Objective && view.Study.Header.Objectives.Any(objective => objective.Name == field.Name && objective.IsLogarithmic);
        var axis = PlotAxis.Over(field.Title, isLogarithmic, trials.Select(trial => field.Number!(trial) ?? double.NaN));

        return new(field.Key, axis)
        {
            Place = trial => field.Number!(trial) is not { } value || !double.IsFinite(value) ? null : axis.CanShow(value) ? axis.Place(value) : 0,
        };
    }
}
