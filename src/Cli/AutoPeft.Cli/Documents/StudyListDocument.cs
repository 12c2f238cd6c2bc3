using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>What <c>autopeft sweep list</c> says.</summary>
/// <param name="DataFolder">The folder of studies.</param>
/// <param name="Studies">The studies, by name.</param>
internal sealed record StudyListDocument(string DataFolder, ImmutableArray<StudySummaryDocument> Studies);
