using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model;

/// <summary>Several studies of the same objectives beside each other.</summary>
/// <param name="Rows">A row of numbers for each.</param>
/// <param name="Fronts">Their fronts in the first two objectives; null when there is nothing to draw.</param>
/// <param name="Histories">Their hypervolume after each completed trial, against one reference point.</param>
internal sealed record SweepComparison(ImmutableArray<SweepComparisonRow> Rows, LinePlot? Fronts, LinePlot? Histories)
{
    /// <summary>Whether two studies optimise the same things in the same directions.</summary>
    public static bool IsComparable(StudyView left, StudyView right) => left.Study.Header.Objectives.Select(Essence)
        .SequenceEqual(right.Study.Header.Objectives.Select(Essence));

    /// <summary>Compares studies of the same objectives.</summary>
    public static SweepComparison Of(IReadOnlyList<StudyView> views)
    {
        var objectives = views[0].Study.Header.Objectives;
        var losses = views.Select(view => view.Front.Trials.Select(trial => Losses(trial, objectives)).ToArray()).ToArray(); // [study][trial][objective]
        var reference = Reference(views[0], losses);
        var volumes = losses.Select(front => front.Length == 0 ? 0 : Hypervolume.Of(front, [.. reference.Select((value, i) => objectives[i].ToLoss(value))])).ToArray();
        var rows = views.Select((view, i) => new SweepComparisonRow(
            view.Study.Header.Name,
            view.Study.Count(TrialState.Completed),
            losses[i].Length,
            volumes[i],
            volumes.Max() - volumes[i],
            losses[i].Length == 0 ? 0 : (double)losses[i].Count(point => losses.Where((_, other) => other != i).Any(front => front.Any(better => ParetoFront.Dominates(better, point)))) / losses[i].Length));

        return new([.. rows], Overlaid(views, objectives), LinePlot.Of("completed trials", "hypervolume", views.Select((view, i) => new PlotSeries(
            view.Study.Header.Name,
            $"line{i % 6}",
            [.. StudyFront.HypervolumeHistory(view.Study, reference).Select((value, trial) => (trial + 1.0, value))])
        { IsStair = true })));
    }

    private static LinePlot? Overlaid(IReadOnlyList<StudyView> views, ImmutableArray<Objective> objectives)
    {
        if (objectives.Length < 2)
        {
            return null;
        }

        double Across(double value) => objectives[1].IsLogarithmic ? Math.Log10(Math.Max(value, 1e-300)) : value;
        return LinePlot.Of(
            objectives[1].IsLogarithmic ? $"decimal logarithm of {objectives[1].Name.Replace('_', ' ')}" : objectives[1].Name.Replace('_', ' '),
            objectives[0].Name.Replace('_', ' '),
            views.Select((view, i) => new PlotSeries(
                view.Study.Header.Name,
                $"line{i % 6}",
                [.. view.Front.Trials.Select(trial => (Across(trial.Values!.Value[1]), trial.Values!.Value[0])).OrderBy(point => point.Item1)])
            { IsStair = true }));
    }

    private static double[] Reference(StudyView first, double[][][] losses)
    {
        var objectives = first.Study.Header.Objectives;
        var all = losses.SelectMany(front => front).ToArray();

        return objectives.All(objective => objective.Reference is not null) || all.Length == 0
            ? [.. objectives.Select(objective => objective.Reference ?? 0)]
            : [.. ReferencePoint.Infer(all).Select((loss, i) => objectives[i].FromLoss(loss))];
    }

    private static double[] Losses(Trial trial, ImmutableArray<Objective> objectives) =>
        [.. objectives.Select((objective, i) => objective.ToLoss(trial.Values!.Value[i]))];

    private static (string, Direction, bool) Essence(Objective objective) => (objective.Name, objective.Direction, objective.IsLogarithmic);
}
