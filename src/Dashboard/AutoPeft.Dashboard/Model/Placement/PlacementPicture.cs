using System.Collections.Immutable;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Model.Placement;

/// <summary>The modules of one configuration, methods by layers.</summary>
/// <param name="Layers">How many layers there are; the columns.</param>
/// <param name="Rows">For each method its size in each layer: null for no module, 0 for one without a size.</param>
public sealed record PlacementPicture(int Layers, ImmutableArray<(string Method, ImmutableArray<double?> Sizes)> Rows)
{
    /// <summary>The largest size of a row; 0 when its modules have none.</summary>
    public static double Largest(ImmutableArray<double?> sizes) => sizes.Max() ?? 0;

    /// <summary>The picture of a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="layers">How many layers the model has.</param>
    internal static PlacementPicture Of(Configuration configuration, int layers) => new(
        layers,
        [.. PlacementReader.ModulesOf(configuration, layers).GroupBy(module => module.Method, StringComparer.Ordinal)
            .OrderBy(method => method.Key, StringComparer.Ordinal)
            .Select(method => (method.Key, Enumerable.Range(0, layers)
                .Select(layer => method.Where(module => module.Layer == layer).Select(module => (double?)(module.Size ?? 0)).Max())
                .ToImmutableArray()))]);
}
