namespace AutoPeft.Search.Space;

/// <summary>Lists the configurations of some parameters of a space.</summary>
internal static class SpaceEnumeration
{
    /// <summary>All combinations of the parameters, whose parents must be among them.</summary>
    public static IEnumerable<Configuration> Of(SpaceStructure structure, IReadOnlySet<int> parameters)
    {
        var order = structure.ParentsFirst.Where(parameters.Contains).ToArray();
        if (order.Any(index => structure.Domains[index].LevelCount is null))
        {
            throw new InvalidOperationException("A space with a continuous parameter cannot be listed.");
        }

        return From(structure, order, 0, new ParameterValue?[structure.Domains.Length]);
    }

    private static IEnumerable<Configuration> From(SpaceStructure structure, int[] order, int place, ParameterValue?[] values)
    {
        if (place == order.Length)
        {
            yield return structure.ToConfiguration(values);
            yield break;
        }

        var index = order[place];
        var levels = structure.IsActive(index, values)
            ? structure.Domains[index].Levels().Select(level => (ParameterValue?)level)
            : [null];
        foreach (var level in levels)
        {
            values[index] = level;
            foreach (var configuration in From(structure, order, place + 1, values))
            {
                yield return configuration;
            }
        }
    }
}
