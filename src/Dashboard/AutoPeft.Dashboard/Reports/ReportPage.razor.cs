using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Lifecycle;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Reports;

/// <summary>The page of <see cref="StudyReport"/>.</summary>
public sealed partial class ReportPage
{
    /// <summary>The study.</summary>
    [Parameter, EditorRequired]
    public StudyView View { get; set; } = null!;

    /// <summary>The style sheet, ours.</summary>
    [Parameter, EditorRequired]
    public string Style { get; set; } = string.Empty;

    private StudyHeader Header => View.Study.Header;

    // Dots lead to the rows of the table below.
    private FrontPlot? Plot => FrontPlotter.Plot(View, new()) is { } plot
        ? plot with { Points = [.. plot.Points.Select(point => point with { Link = Row(point.Trial) })] }
        : null;

    private ImmutableArray<LinePlot> Lines =>
        [.. Header.Objectives.Select((objective, i) => objective.IsAnalytic ? null : StudyPlots.BestSoFar(View, i)).Prepend(StudyPlots.Hypervolume(View)).OfType<LinePlot>()];

    private static string Row(int trial) => string.Create(CultureInfo.InvariantCulture, $"#trial-{trial}");

    private string Method
    {
        get
        {
            var objectives = string.Join(" and ", Header.Objectives.Select(objective =>
                $"{objective.Name.Replace('_', ' ')} ({(objective.Direction == Direction.Maximize ? "more" : "less")} is better{(objective.IsLogarithmic ? ", on a logarithmic scale" : "")})"));
            var reference = string.Join(", ", View.Front.ReferencePoint.Select(Numbers.Short));

            return $"The search optimised {objectives}. All values are those of the validation rows; the test rows were not used. A trial is on the front "
                + "when no other trial of the search is better in one objective and as good in all others; baselines are shown and take no part. The "
                + $"hypervolume is what the front dominates up to the reference point ({reference}), measured in objective values, or their decimal "
                + "logarithms where the scale is logarithmic. The knee is the trial of the front after which further gains get expensive.";
        }
    }
}
