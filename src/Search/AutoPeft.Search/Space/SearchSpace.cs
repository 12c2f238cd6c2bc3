using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Space;

/// <summary>What may be tried: the domains of the parameters, when each is active, and which combinations are allowed.</summary>
/// <remarks>
/// A configuration is <em>in</em> the space when exactly the active parameters have values, each in its domain; it is
/// <em>valid</em> when it also keeps every rule. Samplers only ever propose valid configurations in canonical form.
/// </remarks>
public sealed class SearchSpace
{
    private readonly SpaceStructure _structure;

    /// <summary>The space of these domains and rules.</summary>
    /// <exception cref="ArgumentException">A name appears twice or is unknown, or conditions form a cycle.</exception>
    public SearchSpace(IEnumerable<ParameterDomain> domains, SpaceRules? rules = null)
    {
        Domains = [.. domains];
        Rules = rules ?? SpaceRules.None;
        _structure = new SpaceStructure(Domains);
        foreach (var name in Rules.Forbidden.SelectMany(clause => clause.Values.Keys)
            .Concat(Rules.Required.SelectMany(rule => rule.Parameters))
            .Concat(Rules.Rules.SelectMany(rule => rule.Parameters ?? [])))
        {
            _structure.IndexOf(name);
        }

        EncodedLength = Domains.Sum(domain => domain.EncodedLength);
    }

    /// <summary>The domains in the order of the definition.</summary>
    public ImmutableArray<ParameterDomain> Domains { get; }

    /// <summary>Which combinations are allowed.</summary>
    public SpaceRules Rules { get; }

    /// <summary>How many numbers <see cref="Encode"/> writes.</summary>
    public int EncodedLength { get; }

    /// <summary>The domain of a parameter; null when the space has no such parameter.</summary>
    public ParameterDomain? Find(string name) => _structure.Find(name);

    /// <summary>Whether exactly the active parameters have values, each in its domain. Says nothing about rules.</summary>
    public bool Contains(Configuration configuration) => WhyOutside(configuration) is null;

    /// <summary>Whether the configuration is in the space and keeps every rule.</summary>
    public bool IsValid(Configuration configuration) => WhyInvalid(configuration) is null;

    /// <summary>Why the configuration may not be used, as a sentence; null when it may.</summary>
    public string? WhyInvalid(Configuration configuration) => WhyOutside(configuration) ?? WhyForbidden(configuration);

    /// <summary>The one form in which the space writes what this configuration says.</summary>
    public Configuration Canonical(Configuration configuration) => Rules.Canonicalize(configuration);

    /// <summary>A random valid configuration in canonical form; null when none was found.</summary>
    /// <remarks>
    /// Uniform over the levels of discrete domains and over the scale of the others, then rejection by the rules. When
    /// thousands of draws are rejected and the space can be listed, one of the valid configurations is chosen, so null means
    /// that a small space is empty for certain, and a large one as good as empty.
    /// </remarks>
    public Configuration? Sample(RandomKey key) => SpaceSampling.Draw(this, key);

    /// <summary>The configuration of a point of the unit cube, one coordinate a domain; rules are not regarded.</summary>
    /// <param name="point">[number of domains], each in [0, 1]; coordinates of inactive parameters are ignored.</param>
    public Configuration FromUnit(ReadOnlySpan<double> point)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(point.Length, Domains.Length, nameof(point));

        var values = new ParameterValue?[Domains.Length];
        foreach (var index in _structure.ParentsFirst)
        {
            values[index] = _structure.IsActive(index, values) ? Domains[index].FromUnit(point[index]) : null;
        }

        return _structure.ToConfiguration(values);
    }

    /// <summary>The valid configurations one move away, in canonical form, each once, without the configuration itself.</summary>
    /// <remarks>
    /// A move changes one active parameter as its domain says. Parameters that the change deactivates lose their values, and
    /// those that it activates get random ones, drawn from <paramref name="key"/>.
    /// </remarks>
    public IReadOnlyList<Configuration> Neighbours(Configuration configuration, RandomKey key) =>
        Neighbourhood.Of(this, configuration, key);

    /// <summary>Gives values to newly active parameters and takes them from newly inactive ones; others keep theirs.</summary>
    public Configuration Repair(Configuration configuration, RandomKey key)
    {
        var values = new ParameterValue?[Domains.Length];
        foreach (var index in _structure.ParentsFirst)
        {
            var domain = Domains[index];
            values[index] = _structure.IsActive(index, values)
                ? configuration.Find(domain.Name) ?? domain.FromUnit(key.For(domain.Name).Uniform(0))
                : null;
        }

        return _structure.ToConfiguration(values);
    }

    /// <summary>Writes the configuration as a point of [0, 1]^<see cref="EncodedLength"/> for a surrogate.</summary>
    public void Encode(Configuration configuration, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination.Length, EncodedLength, nameof(destination));

        var offset = 0;
        foreach (var domain in Domains)
        {
            domain.Encode(configuration.Find(domain.Name), destination.Slice(offset, domain.EncodedLength));
            offset += domain.EncodedLength;
        }
    }

    /// <summary>All configurations of the space, valid or not, in a fixed order; not canonical.</summary>
    /// <param name="levelsOf">The values to try of each domain; null, the default: all of them.</param>
    /// <exception cref="InvalidOperationException">All values are asked for and the space is not countable.</exception>
    public IEnumerable<Configuration> Enumerate(Func<ParameterDomain, IEnumerable<ParameterValue>>? levelsOf = null) =>
        SpaceEnumeration.Of(_structure, Enumerable.Range(0, Domains.Length).ToHashSet(), levelsOf);

    /// <summary>Counts the space exactly.</summary>
    /// <remarks>
    /// Forbidden clauses and required groups are counted by structure, however large the space. A rule of the host is counted
    /// by trying out the parameters that it looks at, and only when they and what they are tied to have at most
    /// <paramref name="limit"/> combinations.
    /// </remarks>
    /// <param name="limit">The largest number of combinations to try out. Default 2^20.</param>
    public SpaceSize Count(long limit = 1 << 20) => new SpaceCounter(_structure, Rules, limit).Count();

    private string? WhyOutside(Configuration configuration)
    {
        foreach (var name in configuration.Names)
        {
            if (Find(name) is null)
            {
                return $"The space has no parameter '{name}'.";
            }
        }

        var values = _structure.ToValues(configuration);
        for (var index = 0; index < Domains.Length; index++)
        {
            if (WhyMisplaced(index, values) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    private string? WhyMisplaced(int index, ParameterValue?[] values)
    {
        var domain = Domains[index];

        return (values[index], _structure.IsActive(index, values)) switch
        {
            (null, true) => $"The parameter '{domain.Name}' has no value.",
            ({ } value, false) => $"The parameter '{domain.Name}' is {value}, but it exists only when {domain.When}.",
            ({ } value, true) when !domain.Contains(value) => $"The parameter '{domain.Name}' cannot be {value}.",
            _ => null,
        };
    }

    private string? WhyForbidden(Configuration configuration)
    {
        foreach (var rule in Rules.Required)
        {
            if (!rule.IsMetBy(configuration))
            {
                return $"It is required that {rule}.";
            }
        }

        foreach (var clause in Rules.Forbidden)
        {
            if (clause.Matches(configuration))
            {
                return $"It is forbidden that {clause}.";
            }
        }

        return Rules.Rules.FirstOrDefault(rule => !rule.IsMetBy(configuration))?.Reason;
    }
}
