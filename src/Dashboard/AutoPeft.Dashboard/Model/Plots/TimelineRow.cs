using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>What one worker did, or one of several things that it did at the same time.</summary>
/// <param name="Worker">The worker's name; empty on the further lines of a worker.</param>
/// <param name="Bars">Its tries, none of which overlap.</param>
public sealed record TimelineRow(string Worker, ImmutableArray<TimelineBar> Bars);
