namespace AutoPeft.Dashboard.Model.Placement;

/// <summary>What is known of a method in one layer.</summary>
/// <param name="OnFront">The share of the front's trials that have it there; null without a front.</param>
/// <param name="InAll">The share of all completed trials that have it there.</param>
/// <param name="Effect">How much better the first objective is on average with it than without, in its units; null when one of them was never tried.</param>
/// <param name="MeanSize">Its mean size on the front where it is there; null when it is not or has none.</param>
public sealed record PlacementCell(double? OnFront, double InAll, double? Effect, double? MeanSize);
