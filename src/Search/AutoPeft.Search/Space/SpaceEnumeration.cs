namespace AutoPeft.Search.Space;

/// <summary>Lists the configurations of some parameters of a space.</summary>
internal static class SpaceEnumeration
{
    /// <summary>All combinations of the parameters, whose parents must be among them.</summary>
    /// <param name="structure">The space.</param>
    /// <param name="parameters">The numbers of the parameters to vary; the others have no value.</param>
    /// <param name="levelsOf">The values to try of each domain; null: all, which must be countable.</param>
    public static IEnumerable<Configuration> Of(
        SpaceStructure structure,
        IReadOnlySet<int> parameters,
        Func<ParameterDomain, IEnumerable<ParameterValue>>? levelsOf = null)
    {
        var order = structure.ParentsFirst.Where(parameters.Contains).ToArray();
        if (levelsOf is null && order.Any(index => structure.Domains[index].LevelCount is null))
        {
            throw new InvalidOperationException("A space with a continuous parameter cannot be listed.");
        }

        return From(new Walk(structure, order, levelsOf ?? (domain => domain.Levels())), 0, new ParameterValue?[structure.Domains.Length]);
    }

    private static IEnumerable<Configuration> From(Walk walk, int place, ParameterValue?[] values)
    {
        var (structure, order, levelsOf) = walk;
        if (place == order.Length)
        {
            yield return structure.ToConfiguration(values);
            yield break;
        }

        var index = order[place];
        var levels = structure.IsActive(index, values)
            ? levelsOf(structure.Domains[index]).Select(level => (ParameterValue?)level)
            : [null];
        foreach (var level in levels)
        {
            values[index] = level;
            foreach (var configuration in From(walk, place + 1, values))
            {
                yield return configuration;
            }
        }
    }

    private sealed record Walk(SpaceStructure Structure, int[] Order, Func<ParameterDomain, IEnumerable<ParameterValue>> LevelsOf);
}
