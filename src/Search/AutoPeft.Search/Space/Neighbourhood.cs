using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Space;

/// <summary>One-exchange moves of a configuration.</summary>
internal static class Neighbourhood
{
    /// <summary>The valid configurations one move of one of the wanted parameters away; null: of any parameter.</summary>
    public static IReadOnlyList<Configuration> Of(
        SearchSpace space, Configuration configuration, RandomKey key, Func<ParameterDomain, bool>? wanted = null)
    {
        var found = new List<Configuration>();
        var seen = new HashSet<Configuration> { configuration, space.Canonical(configuration) };
        foreach (var domain in space.Domains.Where(domain => wanted is null || wanted(domain)))
        {
            if (configuration.Find(domain.Name) is not { } value)
            {
                continue;
            }

            foreach (var moved in domain.Neighbours(value))
            {
                var neighbour = space.Canonical(space.Repair(configuration.With(domain.Name, moved), key));
                if (seen.Add(neighbour) && space.IsValid(neighbour))
                {
                    found.Add(neighbour);
                }
            }
        }

        return found;
    }
}
