using System.Text.Json.Nodes;

namespace AutoPeft.Dashboard.Api.Insight;

/// <summary>A trial in a plot of one parameter against one objective.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="At">The parameter's value: a number, a text or a flag; null where it is inactive.</param>
/// <param name="Value">The objective's value.</param>
/// <param name="Rank">Where it stands among all: 0 for the best, 1 for the worst.</param>
internal sealed record SlicePointDocument(int Trial, JsonNode? At, double Value, double Rank);
