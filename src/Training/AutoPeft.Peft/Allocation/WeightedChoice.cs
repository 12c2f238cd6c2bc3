using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Allocation;

/// <summary>Draws without replacement, each next item by its weight among those that are left.</summary>
internal static class WeightedChoice
{
    /// <summary>The drawn positions. Efraimidis and Spirakis 2006: those with the largest <c>log(u) / weight</c>, u uniform.</summary>
    /// <param name="weights">Positive, one for each item.</param>
    /// <param name="count">How many are drawn; all of them when there are no more.</param>
    /// <param name="key">Where chance comes from.</param>
    public static ImmutableArray<int> Of(IReadOnlyList<double> weights, int count, RandomKey key) =>
    [
        .. Enumerable.Range(0, weights.Count)
            .OrderByDescending(item => Math.Log(1 - key.Uniform(item)) / weights[item])
            .Take(count),
    ];
}
