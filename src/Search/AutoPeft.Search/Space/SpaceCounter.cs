using System.Collections.Immutable;
using System.Numerics;

namespace AutoPeft.Search.Space;

/// <summary>Counts the configurations of a space without listing them, where its rules allow that.</summary>
/// <remarks>
/// Parameters that share no rule and no condition form independent components, whose counts multiply. Inside a component a
/// broken clause is a conjunction of restrictions on single parameters, so the valid points are counted by inclusion and
/// exclusion over the clauses; each term is a product over the forest of conditions. Components with a rule that is code
/// are tried out when they are small enough.
/// </remarks>
internal sealed class SpaceCounter(SpaceStructure structure, SpaceRules rules, long limit)
{
    private const int MaximumClauses = 24;

    public SpaceSize Count()
    {
        if (structure.Domains.Any(domain => domain.LevelCount is null))
        {
            return new(null, null);
        }

        BigInteger? valid = BigInteger.One;
        foreach (var component in Components())
        {
            valid *= CountValid(component);
        }

        return new(CountForest(structure.ParentsFirst, []), valid);
    }

    private BigInteger? CountValid(IReadOnlySet<int> component)
    {
        var code = rules.Rules.Where(rule => Of(rule).Any(component.Contains)).ToArray();
        var clauses = Violations().Where(clause => clause.Keys.Any(component.Contains)).ToArray();
        var roots = component.Where(index => structure.Parents[index] < 0).ToImmutableArray();
        if (code.Length == 0 && clauses.Length <= MaximumClauses)
        {
            return Exclude(roots, clauses, 0, []);
        }

        return CountForest(roots, []) <= limit
            ? SpaceEnumeration.Of(structure, component).LongCount(configuration => IsValid(configuration, component))
            : null;
    }

    private bool IsValid(Configuration configuration, IReadOnlySet<int> component) =>
        rules.Required.All(rule => !Touches(rule.Parameters, component) || rule.IsMetBy(configuration))
        && rules.Forbidden.All(clause => !Touches(clause.Values.Keys, component) || !clause.Matches(configuration))
        && rules.Rules.All(rule => !Of(rule).Any(component.Contains) || rule.IsMetBy(configuration));

    private bool Touches(IEnumerable<string> names, IReadOnlySet<int> component) =>
        names.Any(name => component.Contains(structure.IndexOf(name)));

    /// <summary>Inclusion and exclusion: the points that break none of the clauses from <paramref name="next"/> on.</summary>
    private BigInteger Exclude(
        ImmutableArray<int> roots,
        IReadOnlyList<ImmutableDictionary<int, Restriction>> clauses,
        int next,
        ImmutableDictionary<int, Restriction> given)
    {
        var total = CountForest(roots, given);
        for (var i = next; i < clauses.Count && !total.IsZero; i++)
        {
            var both = clauses[i].Aggregate(given, (merged, entry) => merged.SetItem(
                entry.Key, entry.Value.And(merged.GetValueOrDefault(entry.Key, Restriction.None))));
            total -= CountForest(roots, both) is { IsZero: true } ? 0 : Exclude(roots, clauses, i + 1, both);
        }

        return total;
    }

    private BigInteger CountForest(IEnumerable<int> indices, ImmutableDictionary<int, Restriction> given) =>
        indices.Where(index => structure.Parents[index] < 0)
            .Aggregate(BigInteger.One, (product, root) => product * CountTree(root, active: true, given));

    /// <summary>How many ways the parameter and everything that depends on it may be set.</summary>
    private BigInteger CountTree(int index, bool active, ImmutableDictionary<int, Restriction> given)
    {
        var restriction = given.GetValueOrDefault(index, Restriction.None);
        if (!active)
        {
            return restriction.MayBeAbsent ? CountChildren(index, null, given) : 0;
        }

        var domain = structure.Domains[index];
        var deciding = structure.Children[index].SelectMany(child => structure.Domains[child].When!.Values)
            .Where(domain.Contains).Where(restriction.Allows).ToHashSet();
        var others = (restriction.Values?.Count ?? domain.LevelCount!.Value) - deciding.Count;
        var total = others == 0 ? 0 : others * CountChildren(index, null, given);

        return deciding.Aggregate(total, (sum, value) => sum + CountChildren(index, value, given));
    }

    private BigInteger CountChildren(int index, ParameterValue? value, ImmutableDictionary<int, Restriction> given) =>
        structure.Children[index].Aggregate(BigInteger.One, (product, child) =>
            product * CountTree(child, value is { } parent && structure.Domains[child].When!.IsMetBy(parent), given));

    /// <summary>Each rule that is not code, as what must hold of single parameters to break it.</summary>
    private IEnumerable<ImmutableDictionary<int, Restriction>> Violations()
    {
        foreach (var rule in rules.Required)
        {
            yield return rule.Parameters.Distinct().ToImmutableDictionary(structure.IndexOf, name => new Restriction(OffValues(name), true));
        }

        foreach (var clause in rules.Forbidden)
        {
            yield return clause.Values.ToImmutableDictionary(
                entry => structure.IndexOf(entry.Key),
                entry => new Restriction([.. entry.Value.Where(structure.Find(entry.Key)!.Contains)], false));
        }
    }

    private ImmutableHashSet<ParameterValue> OffValues(string name) =>
        [.. new[] { ParameterValue.Of(0), ParameterValue.Of(false) }.Where(structure.Find(name)!.Contains)];

    private IEnumerable<int> Of(SpaceRule rule) =>
        rule.Parameters?.Select(structure.IndexOf) ?? Enumerable.Range(0, structure.Domains.Length);

    private IEnumerable<IReadOnlySet<int>> Components()
    {
        var label = Enumerable.Range(0, structure.Domains.Length).ToArray();
        var ties = Enumerable.Range(0, label.Length).Where(index => structure.Parents[index] >= 0)
            .Select(index => (IEnumerable<int>)[index, structure.Parents[index]])
            .Concat(Violations().Select(clause => clause.Keys))
            .Concat(rules.Rules.Select(Of));
        foreach (var tie in ties)
        {
            var merged = tie.Select(index => label[index]).ToHashSet();
            for (var i = 0; i < label.Length; i++)
            {
                label[i] = merged.Contains(label[i]) ? merged.Min() : label[i];
            }
        }

        return Enumerable.Range(0, label.Length).GroupBy(index => label[index]).Select(group => group.ToHashSet());
    }
}
