using System.Collections.Immutable;
using AutoPeft.Search.Studies;

namespace AutoPeft.Cli.Documents;

/// <summary>What a study optimises.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Direction"><c>minimize</c> or <c>maximize</c>.</param>
/// <param name="Unit">What it is counted in; null for plain numbers.</param>
internal sealed record ObjectiveDocument(string Name, string Direction, string? Unit)
{
    /// <summary>The documents of a study's objectives.</summary>
    public static ImmutableArray<ObjectiveDocument> Of(ImmutableArray<Objective> objectives) =>
        [.. objectives.Select(objective => new ObjectiveDocument(
            objective.Name,
            objective.Direction == Search.Studies.Direction.Maximize ? "maximize" : "minimize",
            objective.Unit.Length > 0 ? objective.Unit : null))];
}
