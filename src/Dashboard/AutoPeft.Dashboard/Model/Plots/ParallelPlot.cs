using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Trials as lines over several upright axes.</summary>
/// <param name="Axes">The axes from left to right.</param>
/// <param name="Lines">The trials, those of the front last: a place in [0, 1] on each axis.</param>
public sealed record ParallelPlot(ImmutableArray<PlotAxis> Axes, ImmutableArray<(PlotPoint Trial, ImmutableArray<double> Places)> Lines)
{
    private const int Most = 400;

    /// <summary>The keys of the axes, for filters.</summary>
    public required ImmutableArray<string> Keys { get; init; }

    /// <summary>The picture of the front and of the latest other trials, up to four hundred; null with fewer than two axes.</summary>
    internal static ParallelPlot? Of(StudyView view, IEnumerable<string> parameters)
    {
        var fields = parameters.Concat(view.Study.Header.Objectives.Select(objective => objective.Name)).Select(key => view.Fields.Find(key)!).ToImmutableArray();
        var trials = Association.Candidates(view).Where(trial => fields.All(field => field.Number!(trial) is { } value && double.IsFinite(value)))
            .OrderByDescending(view.IsOnFront).ThenByDescending(trial => trial.Number).Take(Most).Reverse().ToArray();
        if (fields.Length < 2 || trials.Length == 0)
        {
            return null;
        }

        var axes = fields.Select(field => Axis(view, field, trials)).ToImmutableArray();
        return new(axes, [.. trials.Select(trial => (
            new PlotPoint(trial.Number, 0, 0, view.IsOnFront(trial) ? "front" : "dominated", $"Trial {trial.Number}") { Link = Links.Trial(view.Study.Header.Name, trial.Number) },
            fields.Select((field, i) => axes[i].CanShow(field.Number!(trial)!.Value) ? axes[i].Place(field.Number!(trial)!.Value) : 0).ToImmutableArray()))])
        {
            Keys = [.. fields.Select(field => field.Key)],
        };
    }

    private static PlotAxis Axis(StudyView view, TrialField field, Trial[] trials) =>
        field.Group == TrialFieldGroup.Parameter && Array.TrueForAll(trials, trial => trial.Configuration.Find(field.Key) is { Kind: ParameterValueKind.Flag })
            ? PlotAxis.OfFlag(field.Title)
            : PlotAxis.Over(field.Title, view.Study.Header.Objectives.Any(objective => objective.Name == field.Key && objective.IsLogarithmic), trials.Select(trial => field.Number!(trial)!.Value));
}
