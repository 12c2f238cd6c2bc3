using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>What was measured at the end of an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Step">The training steps taken so far.</param>
/// <param name="Metrics">The numbers by name.</param>
internal sealed record EpochDocument(int Epoch, int Step, JsonObject Metrics);
