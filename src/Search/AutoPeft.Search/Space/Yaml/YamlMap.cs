using AutoPeft.Primitives.Faults;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Search.Space.Yaml;

/// <summary>A YAML mapping that is read key by key; every fault gets its place and a remedy.</summary>
/// <remarks>
/// Ask for the keys that are known, then call <see cref="RejectOthers"/>: whatever was never asked for is reported, with the
/// nearest of the known keys. Readers return null both for a key that is missing and, with a fault, for a value of the wrong
/// kind.
/// </remarks>
public sealed class YamlMap
{
    private readonly YamlMappingNode _node;
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    private YamlMap(YamlMappingNode node, YamlSource source, FaultCollector faults)
    {
        _node = node;
        Source = source;
        Faults = faults;
    }

    /// <summary>The document.</summary>
    public YamlSource Source { get; }

    /// <summary>Where faults go.</summary>
    public FaultCollector Faults { get; }

    /// <summary>Where the mapping begins.</summary>
    public FaultPlace Place => Source.PlaceOf(_node);

    /// <summary>The keys with their values, in the order of the document. Keys that are not texts are left out.</summary>
    public IEnumerable<KeyValuePair<string, YamlNode>> Entries =>
        _node.Children.Where(entry => entry.Key is YamlScalarNode { Value: not null })
            .Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, entry.Value));

    /// <summary>The node as a mapping; null, with a fault, when it is something else.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">What the user calls it, for the message.</param>
    /// <param name="source">Its document.</param>
    /// <param name="faults">Where faults go.</param>
    public static YamlMap? Of(YamlNode node, string name, YamlSource source, FaultCollector faults)
    {
        if (node is YamlMappingNode mapping)
        {
            return new(mapping, source, faults);
        }

        faults.Add(source.PlaceOf(node), $"'{name}' must be a mapping; it is {YamlScalar.Describe(node)}.", "Write 'key: value' lines below it.");
        return null;
    }

    /// <summary>The value of a key; null when it is missing.</summary>
    public YamlNode? Node(string key)
    {
        _asked.Add(key);

        return _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    /// <summary>The value of a key that must be there; null, with a fault, when it is missing.</summary>
    public YamlNode? Required(string key)
    {
        var node = Node(key);
        if (node is null)
        {
            Faults.Add(Place, $"'{key}' is missing.", $"Add '{key}:' here.");
        }

        return node;
    }

    /// <summary>The mapping at a key.</summary>
    public YamlMap? Map(string key) => Node(key) is { } node ? Of(node, key, Source, Faults) : null;

    /// <summary>The nodes of the list at a key.</summary>
    public IReadOnlyList<YamlNode>? List(string key) =>
        Node(key) is not { } node ? null
        : node is YamlSequenceNode list ? [.. list.Children]
        : Wrong<IReadOnlyList<YamlNode>>(key, node, "a list", "Write it as [a, b].");

    /// <summary>The number at a key.</summary>
    public double? Number(string key) => Node(key) is not { } node ? null
        : YamlScalar.Number(node) ?? WrongValue<double>(key, node, "a number", "Write a number such as 0.5 or 1e-4.");

    /// <summary>The whole number at a key.</summary>
    public long? WholeNumber(string key) => Node(key) is not { } node ? null
        : YamlScalar.WholeNumber(node) ?? WrongValue<long>(key, node, "a whole number", "Write a whole number such as 8.");

    /// <summary>The flag at a key.</summary>
    public bool? Flag(string key) => Node(key) is not { } node ? null
        : YamlScalar.Flag(node) ?? WrongValue<bool>(key, node, "true or false", "Write true or false.");

    /// <summary>The text at a key.</summary>
    public string? Text(string key) => Node(key) is not { } node ? null
        : YamlScalar.Text(node) ?? Wrong<string>(key, node, "a text", "Write a single word or a quoted text.");

    /// <summary>The text at a key, which must be one of some words.</summary>
    public string? Choice(string key, params IReadOnlyCollection<string> words)
    {
        var text = Text(key);
        if (text is null || words.Contains(text))
        {
            return text;
        }

        Faults.Add(Source.PlaceOf(Node(key)!), $"'{key}' cannot be '{text}'.", Spelling.Remedy(text, words));
        return null;
    }

    /// <summary>Reports every key that was never asked for.</summary>
    public void RejectOthers()
    {
        foreach (var key in _node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? key.ToString();
            if (!_asked.Contains(name))
            {
                Faults.Add(Source.PlaceOf(key), $"There is no setting '{name}' here.", Spelling.Remedy(name, _asked));
            }
        }
    }

    private T? Wrong<T>(string key, YamlNode node, string wanted, string remedy)
        where T : class
    {
        Faults.Add(Source.PlaceOf(node), $"'{key}' must be {wanted}; it is {YamlScalar.Describe(node)}.", remedy);
        return null;
    }

    private T? WrongValue<T>(string key, YamlNode node, string wanted, string remedy)
        where T : struct
    {
        Faults.Add(Source.PlaceOf(node), $"'{key}' must be {wanted}; it is {YamlScalar.Describe(node)}.", remedy);
        return null;
    }
}
