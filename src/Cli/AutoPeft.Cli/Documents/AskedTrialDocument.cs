using System.Text.Json.Nodes;

namespace AutoPeft.Cli.Documents;

/// <summary>A trial that waits for whoever asked.</summary>
/// <param name="Number">Its number, which <c>tell</c> wants.</param>
/// <param name="Configuration">What to try.</param>
/// <param name="Seed">The seed to try it with, for evaluations that depend on chance.</param>
/// <param name="Told">What a program would read: the configuration and how much to train, the whole training; null where that is the configuration alone.</param>
internal sealed record AskedTrialDocument(int Number, JsonObject Configuration, long Seed, JsonObject? Told);
