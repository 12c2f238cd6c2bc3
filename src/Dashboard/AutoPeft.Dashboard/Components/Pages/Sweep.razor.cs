using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Dashboard.Model.Plots;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>One sweep: its front, how it came about, and what is left to spend.</summary>
public sealed partial class Sweep
{
    private FrontRequest Request { get; set; } = new();

    private FrontPlot? Plot { get; set; }

    private LinePlot? Hypervolume { get; set; }

    private LinePlot? Budget { get; set; }

    private ImmutableArray<LinePlot> Best { get; set; } = [];

    private WorkerTimeline? Timeline { get; set; }

    // Objectives first, then whatever else is a number: any two may be set against each other.
    private IEnumerable<TrialField> Axes => View!.Fields.All.Where(item => item.IsNumber && item.Group is TrialFieldGroup.Objective or TrialFieldGroup.Metric
        || item.Key is "number" or "seconds");

    /// <inheritdoc/>
    protected override bool Prepare()
    {
        Request = FrontRequest.Of(Context.Request.Query);
        Plot = View!.Picture(Request, () => FrontPlotter.Plot(View, Request));
        Hypervolume = StudyPlots.Hypervolume(View!);
        Budget = StudyPlots.Budget(View!);
        Best = [.. View!.Study.Header.Objectives.Select((objective, i) => objective.IsAnalytic ? null : StudyPlots.BestSoFar(View!, i)).OfType<LinePlot>()];
        Timeline = WorkerTimeline.Of(View.Study);
        return true;
    }
}
