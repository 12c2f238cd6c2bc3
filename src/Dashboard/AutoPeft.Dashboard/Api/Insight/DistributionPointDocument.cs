namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>A step of an empirical distribution.</summary>
/// <param name="Value">A value of the objective.</param>
/// <param name="Share">The part of the trials that reach at most this, in (0, 1].</param>
internal sealed record DistributionPointDocument(double Value, double Share);
