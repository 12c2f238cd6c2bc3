using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.Studies;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>What goes with what: correlations, slices, distribution, parallel coordinates.</summary>
public sealed partial class AnalysisPage
{
    private const int MostSlices = 8;

    private Objective Objective { get; set; } = null!;

    private ImmutableArray<Association> Associations { get; set; } = [];

    private ImmutableArray<LinePlot> Slices { get; set; } = [];

    private LinePlot? Distribution { get; set; }

    private ParallelPlot? Parallel { get; set; }

    /// <inheritdoc/>
    protected override bool Prepare()
    {
        var objectives = View!.Study.Header.Objectives;
        Objective = objectives.FirstOrDefault(objective => objective.Name == Query("objective")) ?? objectives[0];
        Associations = Association.Of(View, Objective);
        Slices = [.. Associations.Take(MostSlices).Select(item => AnalysisPlots.Slice(View, Objective, item.Parameter)).OfType<LinePlot>()];
        Distribution = AnalysisPlots.Distribution(View, Objective);
        Parallel = ParallelPlot.Of(View, Associations.Take(MostSlices).Select(item => item.Parameter));
        return true;
    }
}
