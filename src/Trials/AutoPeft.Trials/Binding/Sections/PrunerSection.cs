using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>pruner</c>: a name, or a name with settings.</summary>
internal static class PrunerSection
{
    /// <summary>The pruner; null for none.</summary>
    public static PrunerDefinition? Read(YamlMap root)
    {
        if (root.Node("pruner") is not { } node)
        {
            return null;
        }

        if (YamlScalar.Text(node) is not null)
        {
            return root.Choice("pruner", PrunerNames.All) is { } bare && bare != PrunerNames.None ? new(bare) : null;
        }

        if (root.Map("pruner") is not { } map)
        {
            return null;
        }

        var name = map.Required("name") is null ? null : map.Choice("name", PrunerNames.All);
        var pruner = new PrunerDefinition(name ?? PrunerNames.None)
        {
            Least = ControlSections.Whole(map, "least", 1) ?? 1,
            Reduction = ControlSections.Whole(map, "reduction", 2) ?? 3,
            Comparison = map.Choice("among", "no_dearer", "all") == "all" ? RungComparison.All : RungComparison.NoDearer,
        };
        map.RejectOthers();
        return pruner.Name == PrunerNames.None ? null : pruner;
    }
}
