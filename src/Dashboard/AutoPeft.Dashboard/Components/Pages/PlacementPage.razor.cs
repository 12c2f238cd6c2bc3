using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Dashboard.Model.Placement;
using AutoPeft.Search.Studies;
using Microsoft.AspNetCore.Components;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>Which methods in which layers the best trade-offs of a sweep have, what they bring, and how much they matter.</summary>
public sealed partial class PlacementPage
{
    [Inject]
    internal StudyPlans Plans { get; set; } = null!;

    private Objective Objective { get; set; } = null!;

    private PlacementMap Map => View!.Placement;

    private PlacementMap Effects { get; set; } = null!;

    private StudyInsight? Insight { get; set; }

    /// <inheritdoc/>
    protected override bool Prepare()
    {
        var objectives = View!.Study.Header.Objectives;
        Objective = objectives.FirstOrDefault(objective => objective.Name == Query("objective")) ?? objectives[0];
        var number = objectives.IndexOf(Objective);
        Effects = number == 0 ? Map : View.Picture((nameof(Effects), number), () => PlacementMap.Of(View, number));
        Insight = !Map.Rows.IsEmpty && Plans.Of(View.Study).Plan is { } plan
            ? View.Picture((nameof(Insight), (int?)number), () => StudyInsight.Of(View, plan, number))
            : null;
        return true;
    }
}
