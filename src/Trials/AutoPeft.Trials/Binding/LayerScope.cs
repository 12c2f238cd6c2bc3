using System.Collections.Immutable;
using System.Globalization;

namespace AutoPeft.Trials.Binding;

/// <summary>Consecutive or chosen layers that share a parameter.</summary>
/// <param name="Layers">The layers, ascending, counted from 0; at least one.</param>
internal sealed record LayerScope(ImmutableArray<int> Layers)
{
    /// <summary>The layers in a parameter's name: <c>3</c> or <c>4-5</c>.</summary>
    public string Suffix => Layers.Length == 1
        ? Layers[0].ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Layers[0]}-{Layers[^1]}");

    /// <summary>The layers 0 to <paramref name="layers"/> − 1 in groups of this size; the last may be smaller.</summary>
    public static ImmutableArray<LayerScope> Groups(int layers, int size) =>
        [.. Enumerable.Range(0, layers).Chunk(size).Select(group => new LayerScope([.. group]))];
}
