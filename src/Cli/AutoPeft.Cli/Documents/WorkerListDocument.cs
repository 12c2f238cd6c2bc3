using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft worker list</c> says.</summary>
/// <param name="Workers">The workers, by name.</param>
internal sealed record WorkerListDocument(ImmutableArray<WorkerDocument> Workers);
