using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>A combination that must not occur: all the named parameters are active and have one of the named values.</summary>
/// <param name="Values">For each parameter of the clause, the values that belong to the combination. At least one parameter.</param>
public sealed record ForbiddenClause(ImmutableSortedDictionary<string, ImmutableArray<ParameterValue>> Values)
{
    /// <summary>The clause that forbids these single values together.</summary>
    public static ForbiddenClause Of(params IEnumerable<(string Name, ParameterValue Value)> values) =>
        new(values.ToImmutableSortedDictionary(entry => entry.Name, entry => ImmutableArray.Create(entry.Value), StringComparer.Ordinal));

    /// <summary>Whether the configuration has the forbidden combination.</summary>
    public bool Matches(Configuration configuration) =>
        Values.All(clause => configuration.Find(clause.Key) is { } value && clause.Value.Contains(value));

    /// <summary>The clause as a sentence part, such as <c>a is 1 and b is x or y</c>.</summary>
    public override string ToString() =>
        string.Join(" and ", Values.Select(clause => $"{clause.Key} is {string.Join(" or ", clause.Value)}"));
}
