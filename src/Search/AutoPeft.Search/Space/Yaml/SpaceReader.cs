using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Search.Space.Yaml;

/// <summary>Puts a space together from the parts of a document and checks that the parts fit.</summary>
/// <remarks>Hosts with sections of their own call <see cref="Add"/> for each parameter that they derive from them.</remarks>
/// <param name="source">The document.</param>
/// <param name="faults">Where faults go.</param>
public sealed class SpaceReader(YamlSource source, FaultCollector faults)
{
    private readonly List<(ParameterDomain Domain, YamlNode Node)> _domains = [];
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly List<(RequireAny Rule, YamlNode Node)> _required = [];
    private readonly List<(ImmutableArray<(string Name, ImmutableArray<ParameterValue> Values)> Clause, YamlNode Node)> _forbidden = [];

    /// <summary>Reads <c>parameters</c>, <c>forbid</c> and <c>require_any</c> of a mapping and builds their space; null with faults.</summary>
    public static SearchSpace? Read(YamlMap map)
    {
        ArgumentNullException.ThrowIfNull(map);

        var reader = new SpaceReader(map.Source, map.Faults);
        if (map.Required("parameters") is { } node && YamlMap.Of(node, "parameters", map.Source, map.Faults) is { } parameters)
        {
            reader.ReadParameters(parameters);
        }

        reader.ReadRules(map);
        return reader.Build();
    }

    /// <summary>Adds a parameter; names must be unique, and a fault says where they are not.</summary>
    /// <param name="domain">The parameter's domain.</param>
    /// <param name="node">Where it comes from.</param>
    public void Add(ParameterDomain domain, YamlNode node)
    {
        if (Find(domain.Name) is not null)
        {
            faults.Add(source.PlaceOf(node), $"There are two parameters '{domain.Name}'.", "Rename one of them.");
        }
        else
        {
            _domains.Add((domain, node));
        }
    }

    /// <summary>Adds every parameter of a mapping of names to domains.</summary>
    public void ReadParameters(YamlMap parameters)
    {
        foreach (var (name, node) in parameters.Entries)
        {
            if (DomainReader.Read(node, name, source, faults) is { } domain)
            {
                Add(domain, node);
            }
            else
            {
                _unreadable.Add(name);
            }
        }
    }

    /// <summary>Reads <c>forbid</c>, a list of mappings, and <c>require_any</c>, a list of names or a list of such lists.</summary>
    public void ReadRules(YamlMap map)
    {
        foreach (var node in map.List("forbid") ?? [])
        {
            if (YamlMap.Of(node, "forbid", source, faults) is { } clause)
            {
                ReadClause(clause, node);
            }
        }

        var groups = map.List("require_any") ?? [];
        foreach (var group in groups.Any(node => node is YamlSequenceNode) ? groups : groups.Take(1).Select(_ => map.Node("require_any")!))
        {
            ReadGroup(group);
        }
    }

    /// <summary>The space of everything read so far; null when there were faults, here or before.</summary>
    /// <param name="rules">Rules of the host, to which those of the document are added.</param>
    public SearchSpace? Build(SpaceRules? rules = null)
    {
        var domains = _domains.Select(entry => entry.Domain with { When = Fit(entry.Domain.When, entry.Node) }).ToArray();
        foreach (var (rule, node) in _required)
        {
            _ = rule.Parameters.All(name => Known(name, node));
        }

        var forbidden = _forbidden.Select(entry => Fit(entry.Clause, entry.Node)).ToArray();
        if (_domains.Count == 0 && faults.IsEmpty)
        {
            faults.Add(source.PlaceOf(source.Root), "The space has no parameters.", "Add at least one under 'parameters'.");
        }

        CheckCycles();
        rules ??= SpaceRules.None;
        return faults.IsEmpty
            ? new SearchSpace(domains, rules with
            {
                Forbidden = [.. rules.Forbidden, .. forbidden],
                Required = [.. rules.Required, .. _required.Select(entry => entry.Rule)],
            })
            : null;
    }

    private void ReadClause(YamlMap clause, YamlNode node)
    {
        var entries = clause.Entries.Select(entry => (entry.Key, Values: ParameterValues.Read(entry.Value, entry.Key, clause))).ToArray();
        if (entries.Length == 0)
        {
            faults.Add(clause.Place, "A clause of 'forbid' is empty, which would forbid everything.", "Name at least one parameter.");
        }
        else if (entries.All(entry => entry.Values is not null))
        {
            _forbidden.Add(([.. entries.Select(entry => (entry.Key, entry.Values!.Value))], node));
        }
    }

    private void ReadGroup(YamlNode group)
    {
        var names = group is YamlSequenceNode list ? list.Children.Select(YamlScalar.Text).ToArray() : [];
        if (names.Length > 0 && names.All(name => name is not null))
        {
            _required.Add((new([.. names!]), group));
        }
        else
        {
            faults.Add(source.PlaceOf(group), "A group of 'require_any' must be a list of parameter names.", "Write require_any: [a, b] or [[a, b], [c, d]].");
        }
    }

    private Condition? Fit(Condition? condition, YamlNode node) =>
        condition is not null && Known(condition.Parameter, node)
            ? condition with { Values = Fit(condition.Parameter, condition.Values, node) }
            : null;

    private ForbiddenClause Fit(ImmutableArray<(string Name, ImmutableArray<ParameterValue> Values)> clause, YamlNode node) =>
        new(clause.Where(entry => Known(entry.Name, node))
            .ToImmutableSortedDictionary(entry => entry.Name, entry => Fit(entry.Name, entry.Values, node), StringComparer.Ordinal));

    private ImmutableArray<ParameterValue> Fit(string name, ImmutableArray<ParameterValue> values, YamlNode node)
    {
        var domain = Find(name)!;
        var fitting = new List<ParameterValue>();
        foreach (var value in values)
        {
            if (ParameterValues.Fit(value, domain) is { } fit)
            {
                fitting.Add(fit);
            }
            else
            {
                var names = domain.LevelCount <= 32 ? domain.Levels().Select(level => level.ToString()).ToArray() : [];
                faults.Add(source.PlaceOf(node), $"'{name}' cannot be '{value}'.", names.Length > 0 ? Spelling.Remedy(value.ToString(), names) : "Use a value of its domain.");
            }
        }

        return [.. fitting];
    }

    private bool Known(string name, YamlNode node)
    {
        if (Find(name) is not null)
        {
            return true;
        }

        if (!_unreadable.Contains(name))
        {
            var names = _domains.Select(entry => entry.Domain.Name).ToArray();
            faults.Add(source.PlaceOf(node), $"There is no parameter '{name}'.", Spelling.Remedy(name, names));
        }

        return false;
    }

    private void CheckCycles()
    {
        foreach (var (domain, node) in _domains)
        {
            var visited = new HashSet<string>(StringComparer.Ordinal);
            for (var at = domain; at?.When is { } condition && visited.Add(at.Name); at = Find(condition.Parameter))
            {
                if (condition.Parameter == domain.Name)
                {
                    faults.Add(source.PlaceOf(node), $"'{domain.Name}' exists only when it already exists.", "Break the circle of 'when'.");
                    break;
                }
            }
        }
    }

    private ParameterDomain? Find(string name) => _domains.Find(entry => entry.Domain.Name == name).Domain;
}
