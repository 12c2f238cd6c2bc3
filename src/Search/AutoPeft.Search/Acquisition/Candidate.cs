using AutoPeft.Search.Space;

namespace AutoPeft.Search.Acquisition;

/// <summary>A configuration under consideration.</summary>
/// <param name="Configuration">The configuration, valid and canonical.</param>
/// <param name="Point">Its encoding.</param>
/// <param name="Value">The logarithm of what it is expected to bring.</param>
internal sealed record Candidate(Configuration Configuration, double[] Point, double Value);
