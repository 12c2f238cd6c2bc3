using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Acquisition;

/// <summary>Makes configurations that resemble given ones.</summary>
internal static class Variation
{
    /// <summary>A random change of a random parent, sometimes crossed with another first; null when it is not valid.</summary>
    /// <param name="space">The space.</param>
    /// <param name="parents">Valid configurations; at least one.</param>
    /// <param name="key">Where random choices come from.</param>
    public static Configuration? Of(SearchSpace space, IReadOnlyList<Configuration> parents, RandomKey key)
    {
        var child = parents[key.Below(0, parents.Count)];
        if (key.Uniform(1) < 0.3)
        {
            child = Cross(space, child, parents[key.Below(2, parents.Count)], key.For("cross"));
        }

        var varied = space.Canonical(Mutate(space, child, key.For("mutate")));
        return space.IsValid(varied) ? varied : null;
    }

    /// <summary>Each parameter from either parent with equal chance.</summary>
    public static Configuration Cross(SearchSpace space, Configuration one, Configuration other, RandomKey key)
    {
        var child = one;
        for (var i = 0; i < space.Domains.Length; i++)
        {
            if (key.Uniform(i) < 0.5 && other.Find(space.Domains[i].Name) is { } value)
            {
                child = child.With(space.Domains[i].Name, value);
            }
        }

        return space.Repair(child, key.For("repair"));
    }

    /// <summary>Changes one active parameter for certain and each other one with the chance of one in their number.</summary>
    public static Configuration Mutate(SearchSpace space, Configuration parent, RandomKey key)
    {
        var active = space.Domains.Where(domain => domain.LevelCount != 1 && parent.Find(domain.Name) is not null).ToArray();
        if (active.Length == 0)
        {
            return parent;
        }

        var certain = key.Below(0, active.Length);
        var child = parent;
        for (var i = 0; i < active.Length; i++)
        {
            if (i == certain || key.Uniform(i + 1) * active.Length < 1)
            {
                child = child.With(active[i].Name, Move(active[i], parent[active[i].Name], key.For(i)));
            }
        }

        return space.Repair(child, key.For("repair"));
    }

    private static ParameterValue Move(ParameterDomain domain, ParameterValue value, RandomKey key)
    {
        if (domain is FloatDomain)
        {
            // Steps of all sizes: the spread is uniform in its logarithm from 0.003 to 0.3.
            var spread = 0.3 * Math.Pow(0.01, key.Uniform(0));
            return domain.FromUnit(Math.Clamp(domain.ToUnit(value) + (spread * key.Normal(1)), 0, 1));
        }

        var neighbours = domain.Neighbours(value).ToArray();
        return neighbours[key.Below(0, neighbours.Length)];
    }
}
