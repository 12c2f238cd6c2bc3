using AutoPeft.Search.Space;

namespace AutoPeft.Trials.Definition;

/// <summary>A point of the search space that the user wants tried before the sampler chooses any.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Configuration">The point, in canonical form.</param>
public sealed record NamedPoint(string Label, Configuration Configuration);
