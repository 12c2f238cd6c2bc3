using System.Collections.Immutable;

namespace AutoPeft.Search.MultiFidelity;

/// <summary>What a trial measured on its way.</summary>
/// <param name="Fidelity">After how much training.</param>
/// <param name="Losses">[measured objectives]; smaller is better. What follows from the configuration alone is not among them.</param>
public sealed record CurvePoint(Fidelity Fidelity, ImmutableArray<double> Losses);
