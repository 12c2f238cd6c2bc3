using AutoPeft.Search.Studies;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>What is known of a metric before a file says anything of it.</summary>
/// <param name="Direction">Which values are usually better.</param>
/// <param name="Unit">What it is counted in; empty for plain numbers.</param>
/// <param name="IsAnalytic">Whether it follows from the configuration alone.</param>
internal sealed record KnownMetric(Direction Direction, string Unit, bool IsAnalytic);
