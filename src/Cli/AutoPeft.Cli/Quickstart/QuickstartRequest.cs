namespace AutoPeft.Cli.Quickstart;

/// <summary>What a user may choose of the quickstart.</summary>
/// <param name="Trials">How many configurations are tried; at least 1.</param>
/// <param name="Seed">Where all random choices come from.</param>
/// <param name="Concurrency">Trials trained at the same time; at least 1.</param>
internal sealed record QuickstartRequest(int Trials, long Seed, int Concurrency);
