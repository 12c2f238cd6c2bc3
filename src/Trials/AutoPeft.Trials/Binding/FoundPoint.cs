using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Binding;

/// <summary>The point of a space that stands for given modules, or why there is none.</summary>
/// <param name="Configuration">The point, in canonical form; null when the space does not have it.</param>
/// <param name="Reasons">What the space would have to allow, one sentence each; empty when the point was found.</param>
public sealed record FoundPoint(Configuration? Configuration, ImmutableArray<string> Reasons);
