using System.Collections.Immutable;
using AutoPeft.Peft.Methods;

namespace AutoPeft.Peft.Placement;

/// <summary>Brings placements into the one form and order that all spellings of a configuration share.</summary>
internal static class PlacementCanon
{
    /// <summary>The placements merged within each layer, by layer, then method name, then settings.</summary>
    public static ImmutableArray<PeftPlacement> Of(IEnumerable<PeftPlacement> placements) =>
    [
        .. placements
            .SelectMany(placement => placement.Method.Members, (placement, member) => placement with { Method = member })
            .GroupBy(placement => placement.Method.LayerOf(placement.Layer))
            .OrderBy(layer => layer.Key)
            .SelectMany(layer => Merged(layer.Select(placement => placement.Method.Canonical()))
                .Select(method => new PeftPlacement(layer.Key, method))),
    ];

    /// <summary>Canonical placements gathered by equal settings, in the order of their first occurrence.</summary>
    public static ImmutableArray<PeftGroup> Groups(ImmutableArray<PeftPlacement> placements) =>
    [
        .. placements
            .GroupBy(placement => placement.Method)
            .Select(group => new PeftGroup(group.Key, [.. group.Select(placement => placement.Layer)])),
    ];

    private static IEnumerable<MethodConfig> Merged(IEnumerable<MethodConfig> methods)
    {
        var merged = new List<MethodConfig>();
        foreach (var method in methods)
        {
            Add(merged, method);
        }

        // Settings are compared only where a layer has a method twice: describing them is what takes time here.
        return merged
            .GroupBy(method => method.Method)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .SelectMany(same => same.Count() == 1 ? same.AsEnumerable() : same.OrderBy(SortKey, StringComparer.Ordinal));
    }

    // A merge may make a configuration that merges with a further one, hence the recursion.
    private static void Add(List<MethodConfig> merged, MethodConfig method)
    {
        for (var i = 0; i < merged.Count; i++)
        {
            if (merged[i].Method == method.Method && merged[i].MergedWith(method) is { } both)
            {
                merged.RemoveAt(i);
                Add(merged, both);
                return;
            }
        }

        merged.Add(method);
    }

    private static string SortKey(MethodConfig method) => MethodRegistry.BuiltIn.Of(method).Describe(method).ToString();
}
