using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Trials.Analysis;

namespace AutoPeft.Dashboard.Model;

/// <summary>Several studies of the same objectives beside each other.</summary>
/// <param name="Rows">A row of numbers for each.</param>
/// <param name="Fronts">Their fronts in the first two objectives; null when there is nothing to draw.</param>
/// <param name="Histories">Their hypervolume after each completed trial, against one reference point.</param>
internal sealed record SweepComparison(ImmutableArray<ComparedStudy> Rows, LinePlot? Fronts, LinePlot? Histories)
{
    /// <summary>Whether two studies optimise the same things in the same directions.</summary>
    public static bool IsComparable(StudyView left, StudyView right) => StudyComparison.IsPossible(left.Study.Header, right.Study.Header);

    /// <summary>Compares studies of the same objectives.</summary>
    public static SweepComparison Of(IReadOnlyList<StudyView> views)
    {
        var comparison = StudyComparison.Of([.. views.Select(view => (view.Study, view.Front))]);

        return new(comparison.Studies, Overlaid(views), LinePlot.Of("completed trials", "hypervolume", views.Select((view, i) => new PlotSeries(
            view.Study.Header.Name,
            ColourOf(i),
            [.. StudyFront.HypervolumeHistory(view.Study, comparison.ReferencePoint).Select((value, trial) => (trial + 1.0, value))])
        { IsStair = true })));
    }

    private static LinePlot? Overlaid(IReadOnlyList<StudyView> views)
    {
        var objectives = views[0].Study.Header.Objectives;

        return objectives.Length < 2 ? null : LinePlot.Of(objectives[1], objectives[0], views.Select((view, i) => new PlotSeries(
            view.Study.Header.Name,
            ColourOf(i),
            [.. view.Front.Trials.Select(trial => (X: trial.Values!.Value[1], Y: trial.Values.Value[0])).OrderBy(point => point.X)])
        { IsStair = true, IsMarked = true }));
    }

    private static string ColourOf(int study) => $"line{study % 6}";
}
