using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Search.Space.Yaml;

/// <summary>Reads the values that a condition or a clause names for one parameter.</summary>
internal static class ParameterValues
{
    /// <summary>The single value, or the values of the list; null, with a fault, when there are none.</summary>
    public static ImmutableArray<ParameterValue>? Read(YamlNode node, string name, YamlMap map)
    {
        var nodes = node is YamlSequenceNode list ? [.. list.Children] : new[] { node };
        var values = nodes.Select(YamlScalar.Value).ToArray();
        if (values.Length > 0 && values.All(value => value is not null))
        {
            return [.. values.Select(value => value!.Value)];
        }

        map.Faults.Add(map.Source.PlaceOf(node), $"'{name}' needs a value or a list of values here.", "Write a number, a text, true or false.");
        return null;
    }

    /// <summary>The value as the domain has it: what looks like a number may be the name of a category. Null: not in the domain.</summary>
    public static ParameterValue? Fit(ParameterValue value, ParameterDomain domain)
    {
        var text = ParameterValue.Of(value.ToString());

        return domain.Contains(value) ? value : domain.Contains(text) ? text : null;
    }
}
