using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>What was measured after a training step.</summary>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Step">The step.</param>
/// <param name="Metrics">The numbers by name.</param>
internal sealed record MeasurementDocument(int Attempt, int Step, JsonObject Metrics);
