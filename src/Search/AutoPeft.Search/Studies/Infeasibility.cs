using AutoPeft.Search.Space;

namespace AutoPeft.Search.Studies;

/// <summary>A configuration that was tried and has no objective values.</summary>
/// <param name="Configuration">The configuration, in canonical form.</param>
/// <param name="Kind">Why.</param>
public sealed record Infeasibility(Configuration Configuration, InfeasibilityKind Kind);
