using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft sweep list</c> says.</summary>
/// <param name="Store">The folder or database.</param>
/// <param name="Studies">The studies, by name.</param>
internal sealed record StudyListDocument(string Store, ImmutableArray<StudySummaryDocument> Studies);
