using System.Collections.Immutable;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>The first two objectives of a study laid out in a picture: the second to the right, the first upwards.</summary>
public sealed record FrontPlot(PlotAxis Across, PlotAxis Up, ImmutableArray<PlotPoint> Points)
{
    /// <summary>The picture; null while nothing can be drawn.</summary>
    internal static FrontPlot? Of(StudyRecord study, StudyFront front)
    {
        var objectives = study.Header.Objectives;
        var shown = study.Trials.Where(trial => trial.Values is { Length: > 1 } values && values.All(value => IsDrawable(value, objectives[1]))).ToArray();
        if (objectives.Length < 2 || shown.Length == 0)
        {
            return null;
        }

        var across = PlotAxis.Of(objectives[1], shown.Select(trial => trial.Values!.Value[1]));
        var up = PlotAxis.Of(objectives[0], shown.Select(trial => trial.Values!.Value[0]));
        var best = front.Trials.Select(trial => trial.Number).ToHashSet();
        return new(across, up, [.. shown.Select(trial => new PlotPoint(
            across.Place(trial.Values!.Value[1]),
            up.Place(trial.Values!.Value[0]),
            Class(trial, best),
            trial.Number == front.Knee?.Number,
            Links.Trial(study.Header.Name, trial.Number),
            Describe(trial, objectives)))]);
    }

    private static bool IsDrawable(double value, Objective across) => double.IsFinite(value) && (value > 0 || !across.IsLogarithmic);

    private static string Class(Trial trial, HashSet<int> best) =>
        trial.Origin == TrialOrigin.Baseline ? "baseline" : best.Contains(trial.Number) ? "front" : "dominated";

    private static string Describe(Trial trial, ImmutableArray<Objective> objectives) =>
        $"Trial {trial.Number} {trial.Label}: "
        + string.Join(", ", objectives.Zip(trial.Values!.Value, (objective, value) => $"{objective.Name} {Numbers.Short(value)}"))
        + $". {Numbers.Summary(trial.Configuration)}";
}
