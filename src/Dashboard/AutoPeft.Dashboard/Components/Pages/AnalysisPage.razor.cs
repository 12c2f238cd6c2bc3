using System.Collections.Immutable;
using AutoPeft.Dashboard.Model;
using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>What decides, and what goes with what: importances, parallel coordinates, contour, slices, distribution, the model's quality.</summary>
public sealed partial class AnalysisPage
{
    private const int MostSlices = 8;
    private const int MostRows = 100;

    [Inject]
    internal StudyPlans Plans { get; set; } = null!;

    private Objective Objective { get; set; } = null!;

    private ImmutableArray<Association> Associations { get; set; } = [];

    private StudyInsight? Insight { get; set; }

    private StudyInsight? Together { get; set; }

    private string WhyNone { get; set; } = string.Empty;

    private ImmutableArray<(string Title, DotPlot Plot)> Slices { get; set; } = [];

    private ImmutableArray<LinePlot> PlainSlices { get; set; } = [];

    private DotPlot? Contour { get; set; }

    private LinePlot? Distribution { get; set; }

    private ParallelPlot? Parallel { get; set; }

    private ModelQuality? Quality { get; set; }

    private ParameterDomain? X { get; set; }

    private ParameterDomain? Y { get; set; }

    private bool IsChecked => Query("check") == "model";

    private int Number => View!.Study.Header.Objectives.IndexOf(Objective);

    /// <inheritdoc/>
    protected override bool Prepare()
    {
        var objectives = View!.Study.Header.Objectives;
        Objective = objectives.FirstOrDefault(objective => objective.Name == Query("objective")) ?? objectives[0];
        Associations = View.Picture((nameof(Associations), Number), () => Association.Of(View, Objective));
        Distribution = AnalysisPlots.Distribution(View, Objective);
        return true;
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync()
    {
        if (Associations.IsEmpty)
        {
            return;
        }

        // On a thread of its own: the page's is needed for other pages.
        await Task.Run(Look, Context.RequestAborted);
        Parallel = ParallelPlot.Of(View!, MostTelling());
    }

    private void Look()
    {
        var (plan, whyNone) = Plans.Of(View!.Study);
        WhyNone = whyNone;
        if (plan is null)
        {
            PlainSlices = [.. Associations.Take(MostSlices).Select(item => AnalysisPlots.Slice(View, Objective, item.Parameter)).OfType<LinePlot>()];
            return;
        }

        Insight = View.Picture((nameof(Insight), (int?)Number), () => StudyInsight.Of(View, plan, Number));
        Together = View.Study.Header.Objectives.Length > 1 ? View.Picture((nameof(Insight), (int?)null), () => StudyInsight.Of(View, plan, null)) : null;
        var domains = MostTelling().Select(name => Insight.Searched.FirstOrDefault(domain => domain.Name == name)).OfType<ParameterDomain>().ToArray();
        Slices = [.. domains.Select(domain => (domain.Name.Replace('_', ' '), InsightPlots.Slice(View, Insight, domain, Number))).Where(item => item.Item2 is not null)!];
        (X, Y) = (Chosen("px") ?? domains.ElementAtOrDefault(0), Chosen("py") ?? domains.ElementAtOrDefault(1));
        Contour = X is not null && Y is not null && X != Y ? InsightPlots.Contour(View, Insight, (X, Y), Number) : null;
        Quality = IsChecked && !Objective.IsAnalytic ? View.Picture((nameof(Quality), Number), () => StudyInsight.Check(View, plan, Number)).Quality : null;
    }

    private ParameterDomain? Chosen(string key) => Insight!.Searched.FirstOrDefault(domain => domain.Name == Query(key));

    // By importance, and where that says nothing, by correlation; choices of words have none and come last.
    private IEnumerable<string> MostTelling() => (Insight?.Importances.Where(item => item.Share > 0).Select(item => item.Parameter) ?? [])
        .Concat(Associations.Select(item => item.Parameter)).Concat(Insight?.Searched.Select(domain => domain.Name) ?? []).Distinct().Take(MostSlices);
}
