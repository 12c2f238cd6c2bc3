using System.Collections.Immutable;
using AutoPeft.Search.Space.Yaml;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>one_of</c>: the methods of which a configuration has exactly one, so that the method itself is searched.</summary>
internal static class MethodChoice
{
    /// <summary>The key in the space.</summary>
    public const string Key = "one_of";

    /// <summary>The name of the parameter that says which.</summary>
    public const string Parameter = "method";

    /// <summary>The methods in the order of the file; empty for none and, with faults, for what is wrong.</summary>
    /// <param name="section">The space.</param>
    /// <param name="reserved">The keys of the space that are no methods.</param>
    public static ImmutableArray<string> Read(YamlMap section, ImmutableArray<string> reserved)
    {
        if (section.List(Key) is not { } nodes)
        {
            return [];
        }

        var before = section.Faults.Count;
        var sections = section.Entries.Select(entry => entry.Key).Where(name => !reserved.Contains(name)).ToArray();
        var names = nodes.Select(node => YamlScalar.Text(node) ?? "").ToImmutableArray();
        foreach (var (name, node) in names.Zip(nodes))
        {
            if (!sections.Contains(name))
            {
                section.Faults.Add(section.Source.PlaceOf(node), $"The space has no section '{name}'.", Spelling.Remedy(name, [.. sections]));
            }
        }

        if (names.Length < 2 || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            section.Faults.Add(
                section.Source.PlaceOf(section.Node(Key)!), $"'{Key}' must name at least two methods, each once.", "Name other methods, or remove it.");
        }

        return section.Faults.Count == before ? names : [];
    }
}
