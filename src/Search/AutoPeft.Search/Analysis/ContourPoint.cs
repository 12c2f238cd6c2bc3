using AutoPeft.Search.Space;

namespace AutoPeft.Search.Analysis;

/// <summary>A trial in a plot of two parameters against one objective.</summary>
/// <param name="Observation">The trial's place among the observations of its study.</param>
/// <param name="X">The first parameter's value.</param>
/// <param name="Y">The second parameter's value.</param>
/// <param name="Value">The objective's value, in the user's direction.</param>
/// <param name="Rank">Where the value stands among all: 0 for the best, 1 for the worst; equal values share the middle.</param>
public readonly record struct ContourPoint(int Observation, ParameterValue X, ParameterValue Y, double Value, double Rank);
