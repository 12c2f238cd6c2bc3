using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Search.Space.Yaml;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads which layers get something of their own: <c>each</c>, <c>groups-of 2</c>, <c>[0, 4..11]</c> or <c>none</c>.</summary>
internal static class LayersReader
{
    private const string Remedy = "Write each, groups-of 2, a list such as [0, 4..11], or none.";

    /// <summary>The layers or groups of the setting <c>layers</c> of a mapping; empty for none and, with faults, for what is wrong.</summary>
    /// <param name="map">The mapping.</param>
    /// <param name="layers">How many layers the model has; null when that is not known.</param>
    public static ImmutableArray<LayerScope> Read(YamlMap map, int? layers) => map.Node("layers") switch
    {
        null => [],
        YamlSequenceNode list => ReadList(map, list, layers),
        var node => YamlScalar.Text(node) switch
        {
            "none" => [],
            "each" => LayerScope.Groups(layers ?? 1, 1),
            { } text when text.StartsWith("groups-of", StringComparison.Ordinal) => ReadGroups(map, node, layers),
            _ => Wrong(map, node, $"'layers' cannot be {YamlScalar.Describe(node)}."),
        },
    };

    private static ImmutableArray<LayerScope> ReadGroups(YamlMap map, YamlNode node, int? layers)
    {
        var size = ParseWhole(YamlScalar.Text(node)!["groups-of".Length..]);

        return size is null or < 1 || size > (layers ?? int.MaxValue)
            ? Wrong(map, node, $"'layers' cannot be {YamlScalar.Describe(node)}: a group has at least 1 layer and at most all.")
            : LayerScope.Groups(layers ?? size.Value, size.Value);
    }

    private static ImmutableArray<LayerScope> ReadList(YamlMap map, YamlSequenceNode list, int? layers)
    {
        var before = map.Faults.Count;
        var seen = new SortedSet<int>();
        foreach (var node in list.Children)
        {
            var (first, last) = ReadRange(node);
            if (first is null || last is null || first > last)
            {
                Wrong(map, node, $"{YamlScalar.Describe(node)} is no layer and no range of layers.");
            }
            else if (first < 0 || last >= layers)
            {
                map.Faults.Add(
                    map.Source.PlaceOf(node),
                    $"{YamlScalar.Describe(node)} names a layer that the model does not have; it has the layers 0 to {layers - 1}.",
                    "Count layers from 0.");
            }
            else if (!Enumerable.Range(first.Value, last.Value - first.Value + 1).Aggregate(true, (fresh, layer) => seen.Add(layer) && fresh))
            {
                map.Faults.Add(map.Source.PlaceOf(node), $"{YamlScalar.Describe(node)} names a layer a second time.", "Name each layer once.");
            }
        }

        return map.Faults.Count > before ? []
            : seen.Count == 0 ? Wrong(map, list, "The list of layers is empty.")
            : [.. seen.Select(layer => new LayerScope([layer]))];
    }

    private static (int? First, int? Last) ReadRange(YamlNode node)
    {
        var parts = YamlScalar.Text(node)?.Split("..") ?? [];

        return parts.Length switch
        {
            1 => (ParseWhole(parts[0]), ParseWhole(parts[0])),
            2 => (ParseWhole(parts[0]), ParseWhole(parts[1])),
            _ => (null, null),
        };
    }

    // More digits than any model has layers would only invite endless loops.
    private static int? ParseWhole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
        && number <= 10_000 ? number : null;

    private static ImmutableArray<LayerScope> Wrong(YamlMap map, YamlNode node, string message)
    {
        map.Faults.Add(map.Source.PlaceOf(node), message, Remedy);
        return [];
    }
}
