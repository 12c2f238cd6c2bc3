using System.Collections.Immutable;
using AutoPeft.Search.Studies;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Pictures of what goes with what.</summary>
internal static class AnalysisPlots
{
    /// <summary>An objective against one parameter, a dot a trial.</summary>
    public static LinePlot? Slice(StudyView view, Objective objective, string parameter)
    {
        var (across, up) = (view.Fields.OfParameter(parameter).Number!, view.Fields.OfObjective(objective.Name).Number!);
        var points = Association.Candidates(view).Where(trial => across(trial) is not null && up(trial) is { } value && double.IsFinite(value))
            .Select(trial => (across(trial)!.Value, up(trial)!.Value)).ToImmutableArray();

        return LinePlot.Of(parameter.Replace('_', ' '), objective.Name.Replace('_', ' '), [new("each trial", "dots", points)]) is { } plot
            ? plot with { Across = PlotAxis.Over(plot.Across.Name, false, points.Select(point => point.Item1)) }
            : null;
    }

    /// <summary>The part of the trials that reach at most a value, for each value (empirical distribution function).</summary>
    public static LinePlot? Distribution(StudyView view, Objective objective)
    {
        var value = view.Fields.OfObjective(objective.Name).Number!;
        var sorted = Association.Candidates(view).Select(trial => value(trial)!.Value).Where(double.IsFinite).Order().ToArray();

        return LinePlot.Of(objective.Name.Replace('_', ' '), "part of the trials", [new("trials", "line0",
            [.. sorted.Select((item, i) => (item, (i + 1.0) / sorted.Length))]) { IsStair = true }]);
    }
}
