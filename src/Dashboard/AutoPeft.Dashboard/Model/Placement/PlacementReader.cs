using System.Globalization;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Model.Placement;

/// <summary>Says which modules a configuration has in which layers, from the names of its parameters.</summary>
/// <remarks>
/// <c>layer.3</c> and <c>layer.4-5</c> switch layers on; <c>lora.rank</c> is a setting of a method in all layers, <c>lora.rank.3</c> and
/// <c>lora.rank.4-5</c> in some. A size of 0 is no module. Method settings that are no size place nothing.
/// </remarks>
internal static class PlacementReader
{
    private static readonly string[] Sizes = ["rank", "size", "length", "dimension", "groups", "enabled"];

    /// <summary>How many layers parameters of these names speak of; 1 when they name none.</summary>
    public static int LayersOf(IEnumerable<string> parameters) => parameters
        .Select(name => name.Split('.'))
        .Select(path => path.Length > 1 && LayersIn(path[^1]) is { } layers ? layers.Last + 1 : 1)
        .DefaultIfEmpty(1).Max();

    /// <summary>The modules, by method and layer.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="layers">How many layers the model has.</param>
    public static IEnumerable<PlacedModule> ModulesOf(Configuration configuration, int layers)
    {
        var on = OnLayers(configuration, layers);
        foreach (var (name, value) in configuration.Entries)
        {
            var path = name.Split('.');
            if (path.Length < 2 || path[0] == "layer" || value.IsOff || !Sizes.Any(path[1].EndsWith))
            {
                continue;
            }

            var (first, last) = path.Length > 2 && LayersIn(path[^1]) is { } given ? given : (0, layers - 1);
            for (var layer = first; layer <= last && layer < layers; layer++)
            {
                if (on[layer])
                {
                    yield return new(path[0], layer, value.Kind == ParameterValueKind.Number ? value.AsNumber : null);
                }
            }
        }
    }

    private static bool[] OnLayers(Configuration configuration, int layers)
    {
        var on = Enumerable.Repeat(true, layers).ToArray();
        foreach (var (name, value) in configuration.Entries)
        {
            if (value.IsOff && name.StartsWith("layer.", StringComparison.Ordinal) && LayersIn(name["layer.".Length..]) is { } switched)
            {
                on.AsSpan(switched.First, Math.Min(switched.Last + 1, layers) - switched.First).Clear();
            }
        }

        return on;
    }

    private static (int First, int Last)? LayersIn(string suffix)
    {
        var ends = suffix.Split('-');

        return ends.Length <= 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= last && last < 1000
            ? (first, last)
            : null;
    }
}
