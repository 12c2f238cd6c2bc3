using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What the chosen trial and the tuned baselines measure with new seeds.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Split">On which rows: <c>test</c>, or <c>validation</c> when the study has no test rows.</param>
/// <param name="Results">The chosen trial first, then the baselines.</param>
internal sealed record ConfirmationDocument(string Metric, string Split, ImmutableArray<SeedSpreadDocument> Results);
