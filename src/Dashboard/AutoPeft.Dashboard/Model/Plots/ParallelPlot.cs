using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Trials as lines over several upright axes.</summary>
/// <param name="Axes">The axes from left to right.</param>
/// <param name="Lines">The trials, those of the front last: a place in [0, 1] on each axis.</param>
public sealed record ParallelPlot(ImmutableArray<ParallelAxis> Axes, ImmutableArray<(PlotPoint Trial, ImmutableArray<double> Places)> Lines)
{
    private const int Most = 400;

    /// <summary>The picture of the front and of the latest other trials, up to four hundred; null with fewer than two axes.</summary>
    /// <remarks>A parameter that fewer than half of the trials have gets no axis; a trial that lacks one of the others no line.</remarks>
    internal static ParallelPlot? Of(StudyView view, IEnumerable<string> parameters)
    {
        var candidates = Association.Candidates(view).ToArray();
        var axes = parameters.Select(view.Fields.OfParameter).Concat(view.Study.Header.Objectives.Select(objective => view.Fields.OfObjective(objective.Name)))
            .Select(field => ParallelAxis.Of(view, field, candidates))
            .Where(axis => 2 * candidates.Count(trial => axis.Place(trial) is not null) >= candidates.Length).ToImmutableArray();
        var trials = candidates.Where(trial => axes.All(axis => axis.Place(trial) is not null))
            .OrderByDescending(view.IsOnFront).ThenByDescending(trial => trial.Number).Take(Most).Reverse().ToArray();

        return axes.Length < 2 || trials.Length == 0 ? null : new(axes, [.. trials.Select(trial => (PointOf(view, trial), axes.Select(axis => axis.Place(trial)!.Value).ToImmutableArray()))]);
    }

    private static PlotPoint PointOf(StudyView view, Trial trial) =>
        new(trial.Number, 0, 0, view.IsOnFront(trial) ? "front" : "dominated", $"Trial {trial.Number}") { Link = Links.Trial(view.Study.Header.Name, trial.Number) };
}
