using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>A trial in a plot of two parameters.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="X">The first parameter's value: a number, a text or a flag.</param>
/// <param name="Y">The second parameter's value.</param>
/// <param name="Value">The objective's value.</param>
/// <param name="Rank">Where it stands among all: 0 for the best, 1 for the worst.</param>
internal sealed record ContourPointDocument(int Trial, JsonNode? X, JsonNode? Y, double Value, double Rank);
