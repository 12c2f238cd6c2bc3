using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Analysis;

/// <summary>What is believed of a tried configuration once chance is taken out of its measurements.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Seeds">How often it was measured, each time with another seed. At least 1.</param>
/// <param name="Probability">How likely it is that no other tried configuration really dominates it, in [0, 1].</param>
public sealed record FrontMembership(Configuration Configuration, int Seeds, double Probability)
{
    /// <summary>The median of what each objective really is, in the user's direction: [objectives].</summary>
    public ImmutableArray<double> Expected { get; init; } = [];

    /// <summary>The standard deviation of each loss around it: [objectives]; 0 for what is known exactly.</summary>
    public ImmutableArray<double> Deviations { get; init; } = [];
}
