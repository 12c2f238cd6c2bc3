using System.Collections.Immutable;

namespace AutoPeft.Cli.Documents;

/// <summary>The points of one parameter against one objective.</summary>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Points">The points, by trial.</param>
internal sealed record SliceDocument(string Parameter, ImmutableArray<PlotPointDocument> Points);
