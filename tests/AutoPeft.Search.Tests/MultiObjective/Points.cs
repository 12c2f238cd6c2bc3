using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Search.Tests.MultiObjective;

/// <summary>Random loss vectors; coarse ones have many ties and copies.</summary>
internal static class Points
{
    public static double[][] Random(int count, int objectives, long seed, int? levels = null)
    {
        var key = RandomKey.FromSeed(seed);

        return [.. Enumerable.Range(0, count).Select(point => Enumerable.Range(0, objectives).Select(objective =>
        {
            var draw = key.For(point).Uniform(objective);
            return levels is { } steps ? Math.Floor(draw * steps) / steps : draw;
        }).ToArray())];
    }
}
