using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>A trial that waits for whoever asked.</summary>
/// <param name="Number">Its number, which <c>tell</c> wants.</param>
/// <param name="Configuration">What to try.</param>
/// <param name="Seed">The seed to try it with, for evaluations that depend on chance.</param>
internal sealed record AskedTrialDocument(int Number, JsonObject Configuration, long Seed);
