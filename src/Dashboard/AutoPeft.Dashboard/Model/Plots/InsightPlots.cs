using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>Pictures of how objectives depend on parameters.</summary>
internal static class InsightPlots
{
    private const int MostDots = 600;
    private const int Columns = 20;
    private const int Rows = 12;

    // The steps of Roberts' R2 sequence, whose points fill the unit square evenly, however many there are.
    private const double StepAcross = 0.754_877_666_246_692_7;
    private const double StepUp = 0.569_840_290_998_053_3;

    /// <summary>One parameter against an objective, a dot a trial; trials without the parameter are left out. Null without any.</summary>
    public static DotPlot? Slice(StudyView view, StudyInsight insight, ParameterDomain domain, int objective)
    {
        var points = Few(ParameterPlots.Slice(insight.Analysis.Snapshot, domain.Name, objective).Where(point => point.At is not null && double.IsFinite(point.Value)));
        if (points.Length == 0)
        {
            return null;
        }

        var header = view.Study.Header.Objectives[objective];
        var axis = PlotAxis.Over(header.Name.Replace('_', ' '), header.IsLogarithmic, points.Select(point => point.Value));
        var dots = points.Where(point => axis.CanShow(point.Value)).Select(point => Dot(
            (view, insight.Analysis.Trials[point.Observation]), DotAxis.Place(domain, point.At!.Value), axis.Place(point.Value), null));

        return new(DotAxis.Of(domain), DotAxis.Of(axis), [.. dots.OrderBy(dot => dot.Class == "front")]);
    }

    /// <summary>Two parameters, a dot a trial, coloured by its rank in an objective, over how good it is around there. Null without any.</summary>
    public static DotPlot? Contour(StudyView view, StudyInsight insight, (ParameterDomain X, ParameterDomain Y) domains, int objective)
    {
        var (across, up) = (new ContourAxis(domains.X, Columns), new ContourAxis(domains.Y, Rows));
        var points = Few(ParameterPlots.Contour(insight.Analysis.Snapshot, (domains.X.Name, domains.Y.Name), objective)
            .Where(point => domains.X.Contains(point.X) && domains.Y.Contains(point.Y)));
        if (points.Length == 0)
        {
            return null;
        }

        var dots = points.Select((point, i) => Dot(
            (view, insight.Analysis.Trials[point.Observation]), across.PlaceOfDot(point.X, i * StepAcross % 1), up.PlaceOfDot(point.Y, i * StepUp % 1), point.Rank));

        return new(across.Axis, up.Axis, [.. dots.OrderByDescending(dot => dot.Class)])
        {
            Columns = across.Cells,
            Rows = up.Cells,
            Cells = [.. Ground(across, up, points)],
            IsSpread = across.HasStrips || up.HasStrips,
        };
    }

    // Nadaraya's and Watson's mean of the ranks around the middle of a cell; cells far from every trial stay empty.
    private static IEnumerable<(int Column, int Row, int Level)> Ground(ContourAxis across, ContourAxis up, ContourPoint[] points)
    {
        var places = points.Select(point => (X: across.Place(point.X), Y: up.Place(point.Y), point.Rank)).ToArray();
        for (var cell = 0; cell < across.Cells * up.Cells; cell++)
        {
            var (column, row) = (cell % across.Cells, cell / across.Cells);
            var (weights, ranks) = (0.0, 0.0);
            foreach (var place in places)
            {
                var weight = across.Weight(place.X, column) * up.Weight(place.Y, row);
                weights += weight;
                ranks += weight * place.Rank;
            }

            if (weights > 0.1)
            {
                yield return (column, row, (int)Math.Round(8 * (1 - (ranks / weights))));
            }
        }
    }

    private static RankedDot Dot((StudyView View, Trial Trial) shown, double x, double y, double? rank)
    {
        var values = shown.View.Study.Header.Objectives.Zip(shown.Trial.Values!.Value, (each, value) => $"{each.Name.Replace('_', ' ')} {Numbers.Short(value)}");
        var kind = rank is { } place ? $"rank{Math.Min(4, (int)(5 * place))}" : shown.View.IsOnFront(shown.Trial) ? "front" : "dominated";

        return new(shown.Trial.Number, x, y, kind, $"Trial {shown.Trial.Number}: {string.Join(", ", values)}");
    }

    private static T[] Few<T>(IEnumerable<T> points)
    {
        var all = points.ToArray();

        return all.Length <= MostDots ? all : [.. Enumerable.Range(0, MostDots).Select(i => all[(int)((long)i * all.Length / MostDots)])];
    }
}
