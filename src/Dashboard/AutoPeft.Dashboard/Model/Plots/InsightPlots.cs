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
    private const double Reach = 0.1;

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
        var points = ParameterPlots.Contour(insight.Analysis.Snapshot, (domains.X.Name, domains.Y.Name), objective);
        if (points.IsEmpty)
        {
            return null;
        }

        var places = points.Select(point => (X: DotAxis.Place(domains.X, point.X), Y: DotAxis.Place(domains.Y, point.Y), point.Rank, point.Observation)).ToArray();
        var dots = Few(places).Select(place => Dot((view, insight.Analysis.Trials[place.Observation]), place.X, place.Y, place.Rank));

        return new(DotAxis.Of(domains.X), DotAxis.Of(domains.Y), [.. dots.OrderByDescending(dot => dot.Class)])
        {
            Columns = Columns,
            Rows = Rows,
            Cells = [.. Cells([.. Few(places).Select(place => (place.X, place.Y, place.Rank))])],
        };
    }

    // Nadaraya's and Watson's mean of the ranks around the middle of a cell; cells far from every trial stay empty.
    private static IEnumerable<(int Column, int Row, int Level)> Cells((double X, double Y, double Rank)[] places)
    {
        for (var cell = 0; cell < Columns * Rows; cell++)
        {
            var (column, row) = (cell % Columns, cell / Columns);
            var (x, y) = ((column + 0.5) / Columns, (row + 0.5) / Rows);
            var (weights, ranks) = (0.0, 0.0);
            foreach (var place in places)
            {
                var weight = Math.Exp(-(((place.X - x) * (place.X - x)) + ((place.Y - y) * (place.Y - y))) / (2 * Reach * Reach));
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
