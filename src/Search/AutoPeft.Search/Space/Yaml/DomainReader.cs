using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Search.Space.Yaml;

/// <summary>Reads the domain of one parameter.</summary>
/// <remarks>
/// The forms are <c>{ float: [low, high], scale: log }</c>, <c>{ integer: [low, high], step: 2, scale: log }</c>,
/// <c>{ choices: [0, 1, 3] }</c> (ordered numbers), <c>{ categorical: [a, b] }</c>, <c>{ boolean: true }</c>,
/// <c>{ value: x }</c> and a plain value (both fixed); each mapping may have <c>when: { other: value }</c> or
/// <c>when: { other: [value, value] }</c>.
/// </remarks>
public static class DomainReader
{
    private static readonly ImmutableArray<string> Forms = ["float", "integer", "choices", "categorical", "boolean", "value"];

    /// <summary>The domain; null, with at least one fault, when it cannot be read.</summary>
    /// <remarks>Whether the parameter named by <c>when</c> exists is only known to <see cref="SpaceReader"/>, which checks it.</remarks>
    /// <param name="node">What stands behind the parameter's name.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="source">The document.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="hostKeys">Keys of the host's own that the mapping may have.</param>
    public static ParameterDomain? Read(
        YamlNode node, string name, YamlSource source, FaultCollector faults, params IReadOnlyCollection<string> hostKeys)
    {
        if (node is YamlMappingNode)
        {
            var map = YamlMap.Of(node, name, source, faults)!;
            foreach (var key in hostKeys)
            {
                map.Node(key);
            }

            return ReadForm(map, name);
        }

        if (YamlScalar.Value(node) is { } value)
        {
            return new FixedDomain(name, value);
        }

        faults.Add(
            source.PlaceOf(node),
            $"'{name}' must be a domain or a value; it is {YamlScalar.Describe(node)}.",
            node is YamlSequenceNode ? "Write { choices: [...] } for numbers or { categorical: [...] } for names." : "Give it a value.");
        return null;
    }

    private static ParameterDomain? ReadForm(YamlMap map, string name)
    {
        var before = map.Faults.Count;
        var forms = Forms.Where(form => map.Entries.Any(entry => entry.Key == form)).ToArray();
        var domain = forms.Length == 1 ? ReadForm(map, name, forms[0]) : null;
        var condition = ReadCondition(map);
        if (forms.Length > 1)
        {
            map.Faults.Add(map.Place, $"'{name}' is both {string.Join(" and ", forms)}.", "Keep one of them.");
        }
        else if (forms.Length == 0)
        {
            ReportFormless(map, name);
        }
        else
        {
            map.RejectOthers();
        }

        return map.Faults.Count == before && domain is not null ? domain with { When = condition } : null;
    }

    private static void ReportFormless(YamlMap map, string name)
    {
        foreach (var (key, node) in map.Entries)
        {
            if (Spelling.Nearest(key, Forms) is { } meant)
            {
                map.Faults.Add(map.Source.PlaceOf(node), $"There is no kind of parameter '{key}'.", $"Did you mean '{meant}'?");
                return;
            }
        }

        map.Faults.Add(map.Place, $"'{name}' does not say what values it may take.", $"Use one of {string.Join(", ", Forms)}.");
    }

    private static ParameterDomain? ReadForm(YamlMap map, string name, string form) => form switch
    {
        "float" => NumericDomains.ReadFloat(map, name),
        "integer" => NumericDomains.ReadInteger(map, name),
        "choices" => NumericDomains.ReadChoices(map, name),
        "categorical" => ReadCategorical(map, name),
        "boolean" => ReadBoolean(map, name),
        _ => ReadFixed(map, name),
    };

    private static CategoricalDomain? ReadCategorical(YamlMap map, string name)
    {
        if (map.List("categorical") is not { } nodes)
        {
            return null;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (YamlScalar.Text(node) is not { } text)
            {
                map.Faults.Add(map.Source.PlaceOf(node), $"A name of '{name}' is {YamlScalar.Describe(node)}.", "Write a single word or a quoted text.");
            }
            else if (!seen.Add(text))
            {
                map.Faults.Add(map.Source.PlaceOf(node), $"'{name}' has '{text}' twice.", "Keep one of them.");
            }
        }

        return Nonempty(map, name, nodes) ? new(name, seen) : null;
    }

    private static BooleanDomain? ReadBoolean(YamlMap map, string name)
    {
        if (map.Flag("boolean") is false)
        {
            map.Faults.Add(map.Place, $"'{name}' says 'boolean: false', which means nothing.", "Write 'boolean: true', or a plain false to fix the value.");
        }

        return new(name);
    }

    private static FixedDomain? ReadFixed(YamlMap map, string name)
    {
        var node = map.Node("value")!;
        if (YamlScalar.Value(node) is { } value)
        {
            return new(name, value);
        }

        map.Faults.Add(map.Source.PlaceOf(node), $"The value of '{name}' is {YamlScalar.Describe(node)}.", "Write a number, a text, true or false.");
        return null;
    }

    private static Condition? ReadCondition(YamlMap map)
    {
        if (map.Map("when") is not { } when)
        {
            return null;
        }

        var entries = when.Entries.ToArray();
        if (entries.Length != 1)
        {
            map.Faults.Add(when.Place, $"'when' names {entries.Length} parameters.", "Name exactly one, and make that one conditional in turn if need be.");
            return null;
        }

        return ParameterValues.Read(entries[0].Value, entries[0].Key, map) is { } values ? new(entries[0].Key, values) : null;
    }

    private static bool Nonempty(YamlMap map, string name, IReadOnlyCollection<YamlNode> nodes)
    {
        if (nodes.Count == 0)
        {
            map.Faults.Add(map.Place, $"'{name}' has no values to choose from.", "Add at least one.");
        }

        return nodes.Count > 0;
    }
}
