using AutoPeft.Search.Space;

namespace AutoPeft.Search.Samplers.Tpe;

/// <summary>Writes configurations as one number a domain: a place in [0, 1], a level, or nothing when it is inactive.</summary>
/// <param name="space">The space.</param>
internal sealed class ParzenEncoding(SearchSpace space)
{
    /// <summary>Domains of more levels than this are treated as continuous.</summary>
    private const int MostLevels = 64;

    /// <summary>The domains, in the order of the numbers.</summary>
    public IReadOnlyList<ParameterDomain> Domains => space.Domains;

    /// <summary>Whether a domain is encoded by its level rather than by its place.</summary>
    public static bool HasLevels(ParameterDomain domain) =>
        domain is DiscreteDomain { Count: <= MostLevels } and not IntegerDomain { Scale: Scale.Log } || domain is CategoricalDomain;

    /// <summary>[domains]: the level or the place of each active parameter, NaN for inactive ones.</summary>
    public double[] Encode(Configuration configuration)
    {
        var numbers = new double[space.Domains.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            var domain = space.Domains[i];
            numbers[i] = configuration.Find(domain.Name) is not { } value ? double.NaN
                : HasLevels(domain) ? ((DiscreteDomain)domain).LevelOf(value)
                : domain.ToUnit(value);
        }

        return numbers;
    }
}
