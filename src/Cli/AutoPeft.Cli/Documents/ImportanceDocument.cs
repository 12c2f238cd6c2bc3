using System.Collections.Immutable;
using AutoPeft.Search.Analysis;

namespace AutoPeft.Cli.Documents;

/// <summary>How important a parameter is.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Share">Its part of the importance of all, in [0, 1].</param>
/// <param name="Divergence">How far its values among the best differ from those among all.</param>
/// <param name="Chance">The same for trials chosen at random.</param>
internal sealed record ImportanceDocument(string Parameter, double Share, double Divergence, double Chance)
{
    /// <summary>The documents of some importances.</summary>
    public static ImmutableArray<ImportanceDocument> Of(IEnumerable<ParameterImportance> importances) =>
        [.. importances.Select(importance => new ImportanceDocument(importance.Parameter, importance.Share, importance.Divergence, importance.Chance))];
}
