using System.Collections.Immutable;

namespace AutoPeft.Search.Space;

/// <summary>The domains of a space by number, and the forest that their conditions form.</summary>
internal sealed class SpaceStructure
{
    private readonly Dictionary<string, int> _indices;
    private readonly int[] _byName;
    private readonly string[] _names;

    public SpaceStructure(ImmutableArray<ParameterDomain> domains)
    {
        Domains = domains;
        _indices = new(StringComparer.Ordinal);
        foreach (var domain in domains)
        {
            if (!_indices.TryAdd(domain.Name, _indices.Count))
            {
                throw new ArgumentException($"The parameter '{domain.Name}' is defined twice.", nameof(domains));
            }
        }

        Parents = [.. domains.Select(domain => domain.When is { } condition ? IndexOf(condition.Parameter) : -1)];
        Children = [.. Enumerable.Range(0, domains.Length).Select(ChildrenOf)];
        ParentsFirst = Ordered();
        _byName = [.. Enumerable.Range(0, domains.Length).OrderBy(index => domains[index].Name, StringComparer.Ordinal)];
        _names = Array.ConvertAll(_byName, index => domains[index].Name);
    }

    public ImmutableArray<ParameterDomain> Domains { get; }

    /// <summary>For each domain the number of the domain it depends on; −1 for none.</summary>
    public ImmutableArray<int> Parents { get; }

    /// <summary>For each domain the numbers of the domains that depend on it.</summary>
    public ImmutableArray<ImmutableArray<int>> Children { get; }

    /// <summary>All numbers, each after the one it depends on.</summary>
    public ImmutableArray<int> ParentsFirst { get; }

    public ParameterDomain? Find(string name) => _indices.TryGetValue(name, out var index) ? Domains[index] : null;

    public int IndexOf(string name) => _indices.TryGetValue(name, out var index)
        ? index
        : throw new ArgumentException($"There is no parameter '{name}'.", nameof(name));

    /// <summary>Whether a domain is active, given the values of the domains before it in <see cref="ParentsFirst"/>.</summary>
    public bool IsActive(int index, ParameterValue?[] values) =>
        Parents[index] < 0 || (values[Parents[index]] is { } value && Domains[index].When!.IsMetBy(value));

    public ParameterValue?[] ToValues(Configuration configuration) =>
        [.. Domains.Select(domain => configuration.Find(domain.Name))];

    public Configuration ToConfiguration(ParameterValue?[] values)
    {
        var active = values.Count(value => value is not null);
        var names = active == values.Length ? _names : new string[active];
        var present = new ParameterValue[active];
        var place = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[_byName[i]] is { } value)
            {
                names[place] = _names[i];
                present[place++] = value;
            }
        }

        return new(names, present);
    }

    private ImmutableArray<int> ChildrenOf(int parent) =>
        [.. Enumerable.Range(0, Domains.Length).Where(index => Parents[index] == parent)];

    private ImmutableArray<int> Ordered()
    {
        var order = Enumerable.Range(0, Domains.Length).Where(index => Parents[index] < 0).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            order.AddRange(Children[order[i]]);
        }

        return order.Count == Domains.Length
            ? [.. order]
            : throw new ArgumentException("The conditions of the parameters form a cycle.");
    }
}
