using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Space;

/// <summary>Draws random valid configurations.</summary>
internal static class SpaceSampling
{
    private const int Tries = 4096;
    private const int ListableSize = 1 << 17;

    public static Configuration? Draw(SearchSpace space, RandomKey key)
    {
        var point = new double[space.Domains.Length];
        for (var trial = 0; trial < Tries; trial++)
        {
            for (var i = 0; i < point.Length; i++)
            {
                point[i] = key.Uniform(((long)trial * point.Length) + i);
            }

            if (Accept(space, point) is { } accepted)
            {
                return accepted;
            }
        }

        return Choose(space, key.For("listed"));
    }

    /// <summary>The canonical configuration of a point of the unit cube; null when it is not valid.</summary>
    public static Configuration? Accept(SearchSpace space, ReadOnlySpan<double> point)
    {
        var configuration = space.Canonical(space.FromUnit(point));

        return space.IsValid(configuration) ? configuration : null;
    }

    /// <summary>All valid configurations in canonical form, each once; null when the space is too large to list.</summary>
    public static IReadOnlyList<Configuration>? ListValid(SearchSpace space) =>
        space.Count(0).Points is { } points && points <= ListableSize
            ? [.. space.Enumerate().Select(space.Canonical).Where(space.IsValid).Distinct()]
            : null;

    private static Configuration? Choose(SearchSpace space, RandomKey key) =>
        ListValid(space) is { Count: > 0 } valid ? valid[key.Below(0, valid.Count)] : null;
}
