using System.Collections.Immutable;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.Space;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>pruner</c>: a name, or a name with settings.</summary>
internal static class PrunerSection
{
    private static readonly ImmutableArray<string> Brackets = [PrunerNames.SuccessiveHalving, PrunerNames.Hyperband];

    /// <summary>The pruner of a study whose trials are trained; null for none. Faults are collected.</summary>
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

        var pruner = root.Map("pruner") is { } map ? ReadMap(map, isTold: false) : null;
        if (pruner is { Unit: FidelityUnit.Steps, Most: null } && Brackets.Contains(pruner.Name) && root.Map("pruner")?.Node("most") is null)
        {
            root.Faults.Add(root.Source.PlaceOf(node), $"'{pruner.Name}' must know how many steps a whole training takes.", "Add most: 1000, or use asha.");
        }

        return pruner;
    }

    /// <summary>The pruner of a black box, whose program is told how much to train; null for none. Faults are collected.</summary>
    /// <param name="root">The document.</param>
    /// <param name="space">What else the program is told; null when it could not be read.</param>
    public static PrunerDefinition? ReadTold(YamlMap root, SearchSpace? space)
    {
        if (root.Node("pruner") is not { } node || YamlScalar.Text(node) == PrunerNames.None)
        {
            return null;
        }

        if (YamlScalar.Text(node) is { } bare)
        {
            root.Choice("pruner", PrunerNames.All);
            root.Faults.Add(
                root.Source.PlaceOf(node), "It is not said how much the program is to be told to train.", $"Write pruner: {{ name: {bare}, unit: epochs, least: 1, most: 27 }}, or unit: share.");
            return null;
        }

        var pruner = root.Map("pruner") is { } map ? ReadMap(map, isTold: true) : null;
        if (pruner?.TellsAs is { } name && space?.Domains.Any(domain => domain.Name == name) == true)
        {
            root.Faults.Add(root.Source.PlaceOf(node), $"The program is told '{name}' by the pruner, and a parameter is called so too.", "Rename the parameter, or choose another unit.");
        }

        return pruner;
    }

    /// <summary>Adds a fault when a program that trains cannot be judged so.</summary>
    public static void CheckProgram(YamlMap root, PrunerDefinition? pruner)
    {
        var (message, remedy) = pruner switch
        {
            { Unit: FidelityUnit.Share } => ("A program reads its data itself; it cannot be given a share of them.", "Count epochs or steps."),
            { Unit: FidelityUnit.Steps, Most: null } => ("How many steps the program's whole training takes is not known.", "Add most: 1000."),
            _ => (string.Empty, string.Empty),
        };
        if (message.Length > 0)
        {
            root.Faults.Add(root.Source.PlaceOf(root.Node("pruner")!), message, remedy);
        }
    }

    private static PrunerDefinition? ReadMap(YamlMap map, bool isTold)
    {
        var name = map.Required("name") is null ? null : map.Choice("name", PrunerNames.All);
        var unit = FidelityFields.ReadUnit(map);
        var pruner = new PrunerDefinition(name ?? PrunerNames.None)
        {
            Unit = unit,
            Reduction = ControlSections.Whole(map, "reduction", 2) ?? 3,
            Comparison = map.Choice("among", "no_dearer", "all") == "all" ? RungComparison.All : RungComparison.NoDearer,
            TellsAs = isTold ? FidelityFields.NameOf(unit) : null,
        };
        pruner = FidelityFields.ReadAmounts(map, pruner);
        map.RejectOthers();
        return pruner.Name == PrunerNames.None ? null : pruner;
    }
}
