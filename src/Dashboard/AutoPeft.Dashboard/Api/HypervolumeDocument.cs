using System.Collections.Immutable;

namespace AutoPeft.Dashboard.Api;

/// <summary>How the hypervolume grew.</summary>
/// <param name="ReferencePoint">What it is measured against, in the user's directions.</param>
/// <param name="History">After each completed trial.</param>
internal sealed record HypervolumeDocument(ImmutableArray<double> ReferencePoint, ImmutableArray<double> History);
