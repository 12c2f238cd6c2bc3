using System.Collections.Immutable;
using AutoPeft.Dashboard.Model.Fields;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Trials.Lifecycle;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>One sweep: its front, how it came about, and what is left to spend.</summary>
public sealed partial class Sweep
{
    private const int MostRows = 100;

    // The front itself does not wait for how sure it is.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    [Inject]
    internal FrontOddsDesk Desk { get; set; } = null!;

    private FrontRequest Request { get; set; } = new();

    private FrontPlot? Plot { get; set; }

    private LinePlot? Hypervolume { get; set; }

    private LinePlot? Budget { get; set; }

    private ImmutableArray<LinePlot> Records { get; set; } = [];

    private PageDocument<Trial> Best { get; set; } = null!;

    private WorkerTimeline? Timeline { get; set; }

    // Objectives first, then whatever else is a number: any two may be set against each other.
    private IEnumerable<TrialField> Axes => View!.Fields.All.Where(item => item.IsNumber && item.Group is TrialFieldGroup.Objective or TrialFieldGroup.Metric
        || item.Key is "number" or "seconds");

    // Objectives, how sure the point is where that is known, and what it is.
    private IReadOnlyList<TrialField> BestColumns =>
    [
        .. View!.Fields.All.Where(item => item.Group == TrialFieldGroup.Objective),
        .. View.Odds is { IsEmpty: false } odds ? [new TrialField("sure", TrialFieldGroup.Trial) { Text = trial => odds.Short(trial.Number) }] : Array.Empty<TrialField>(),
        View.Fields.Find("configuration")!,
    ];

    /// <inheritdoc/>
    protected override bool Prepare()
    {
        Request = FrontRequest.Of(Context.Request.Query);
        Hypervolume = StudyPlots.Hypervolume(View!);
        Budget = StudyPlots.Budget(View!);
        Best = View!.FrontPage(Query("best"), MostRows);
        Records = [.. View!.Study.Header.Objectives.Select((objective, i) => objective.IsAnalytic ? null : StudyPlots.BestSoFar(View!, i)).OfType<LinePlot>()];
        Timeline = WorkerTimeline.Of(View.Study);
        return true;
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        var odds = await Desk.WithinAsync(View!, Patience, Context.RequestAborted);
        Plot = View!.Picture((Request, odds?.Ended), () => FrontPlotter.Plot(View!, Request));
    }
}
