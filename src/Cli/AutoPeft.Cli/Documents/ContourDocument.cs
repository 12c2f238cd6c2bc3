using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>The points of two parameters against one objective.</summary>
/// <param name="X">The first parameter's name.</param>
/// <param name="Y">The second parameter's name.</param>
/// <param name="Points">The points, by trial, where both are active.</param>
internal sealed record ContourDocument(string X, string Y, ImmutableArray<PlotPointDocument> Points);
