using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>A trial in a plot.</summary>
/// <param name="Trial">The trial's number.</param>
/// <param name="X">The value of the first parameter; null where it is inactive.</param>
/// <param name="Y">The value of the second parameter; null where there is none.</param>
/// <param name="Value">The objective's value.</param>
/// <param name="Rank">Where the value stands among all: 0 for the best, 1 for the worst.</param>
internal sealed record PlotPointDocument(int Trial, JsonNode? X, JsonNode? Y, double Value, double Rank);
