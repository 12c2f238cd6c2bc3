using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;

namespace AutoPeft.Search.Samplers.Evolution;

/// <summary>Makes children: numbers by simulated binary crossover and polynomial mutation, everything else by exchange.</summary>
/// <remarks>
/// Deb and Agrawal, "Simulated Binary Crossover for Continuous Search Space", 1995; Deb and Goyal 1996 for the mutation. Both
/// work on places in [0, 1], so scales are respected; discrete parameters take a parent's value, and mutate to one of their
/// neighbours, nearer ones more often.
/// </remarks>
/// <param name="space">The space.</param>
/// <param name="options">How far children go.</param>
internal sealed class Offspring(SearchSpace space, EvolutionOptions options)
{
    /// <summary>A child in canonical form; null when it breaks a rule.</summary>
    public Configuration? Of(Configuration first, Configuration second, RandomKey key)
    {
        var mixes = key.Uniform(0) < options.CrossoverProbability;
        var searched = Math.Max(1, space.Domains.Count(domain => domain.LevelCount != 1));
        var values = new List<KeyValuePair<string, ParameterValue>>();
        for (var i = 0; i < space.Domains.Length; i++)
        {
            var domain = space.Domains[i];
            var draws = key.For(domain.Name);
            if (Inherit(domain, (first.Find(domain.Name), second.Find(domain.Name)), draws, mixes) is not { } value)
            {
                continue;
            }

            var child = draws.Uniform(2) < 1.0 / searched ? Mutate(domain, value, draws) : value;
            values.Add(KeyValuePair.Create(domain.Name, child));
        }

        var repaired = space.Canonical(space.Repair(new(values), key.For("repair")));
        return space.IsValid(repaired) ? repaired : null;
    }

    private ParameterValue? Inherit(ParameterDomain domain, (ParameterValue? First, ParameterValue? Second) parents, RandomKey key, bool mixes)
    {
        if (!mixes || parents.First is not { } first || parents.Second is not { } second || first == second)
        {
            return parents.First ?? (mixes ? parents.Second : null);
        }

        if (domain.LevelCount is not null)
        {
            return key.Uniform(0) < 0.5 ? first : second;
        }

        // As in the original code, half of the numbers are mixed and the others stay as they are.
        return key.Uniform(0) < 0.5 ? first : domain.FromUnit(Between(domain.ToUnit(first), domain.ToUnit(second), key.Uniform(1)));
    }

    private double Between(double first, double second, double uniform)
    {
        var power = 1 / (options.CrossoverIndex + 1);
        var spread = uniform <= 0.5 ? Math.Pow(2 * uniform, power) : Math.Pow(1 / (2 * (1 - uniform)), power);

        return Math.Clamp(0.5 * (((1 + spread) * first) + ((1 - spread) * second)), 0, 1);
    }

    private ParameterValue Mutate(ParameterDomain domain, ParameterValue value, RandomKey key)
    {
        if (domain.LevelCount is null)
        {
            var power = 1 / (options.MutationIndex + 1);
            var uniform = key.Uniform(3);
            var step = uniform < 0.5 ? Math.Pow(2 * uniform, power) - 1 : 1 - Math.Pow(2 * (1 - uniform), power);
            return domain.FromUnit(Math.Clamp(domain.ToUnit(value) + step, 0, 1));
        }

        var place = domain.ToUnit(value);
        var neighbours = domain is CategoricalDomain
            ? domain.Neighbours(value).ToArray()
            : [.. domain.Neighbours(value).OrderBy(other => Math.Abs(domain.ToUnit(other) - place))];
        return neighbours.Length == 0 ? value
            : neighbours[domain is CategoricalDomain ? key.Below(3, neighbours.Length) : Math.Min(key.Below(3, neighbours.Length), key.Below(4, neighbours.Length))];
    }
}
