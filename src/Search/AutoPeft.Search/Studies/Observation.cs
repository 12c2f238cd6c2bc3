using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Studies;

/// <summary>What one finished trial says about a configuration.</summary>
/// <param name="Configuration">The configuration, in canonical form.</param>
/// <param name="Values">One value for each objective of the study, in its order and in the user's direction.</param>
/// <param name="Replicate">Which repetition of the configuration this is, from 0; repetitions differ in their seed.</param>
public sealed record Observation(Configuration Configuration, ImmutableArray<double> Values, int Replicate = 0)
{
    /// <summary>One value for each outcome constraint of the study, in its order; empty, the default, when they were not measured.</summary>
    public ImmutableArray<double> Limited { get; init; } = [];
}
