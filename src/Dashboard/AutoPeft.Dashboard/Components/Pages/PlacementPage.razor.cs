using AutoPeft.Dashboard.Model.Placement;

namespace AutoPeft.Dashboard.Components.Pages;

/// <summary>Which methods in which layers the best trade-offs of a sweep have.</summary>
public sealed partial class PlacementPage
{
    private PlacementMap Map => View!.Placement;
}
