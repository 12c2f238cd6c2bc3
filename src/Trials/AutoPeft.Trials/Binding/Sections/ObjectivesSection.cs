using System.Collections.Immutable;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Studies;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>objectives</c>: a list of metrics with directions.</summary>
internal static class ObjectivesSection
{
    private static readonly ImmutableArray<string> Names =
        [.. MeasuredMetrics.Names.Concat(AnalyticMetrics.Names).Order(StringComparer.Ordinal)];

    /// <summary>The objectives; faults are collected.</summary>
    public static ImmutableArray<Objective> Read(YamlMap root)
    {
        if (root.Required("objectives") is null || root.List("objectives") is not { } nodes)
        {
            return [];
        }

        var objectives = ImmutableArray.CreateBuilder<Objective>();
        foreach (var node in nodes)
        {
            if (ReadOne(root, node) is not { } objective)
            {
                continue;
            }

            if (objectives.Any(other => other.Name == objective.Name))
            {
                root.Faults.Add(root.Source.PlaceOf(node), $"The objective '{objective.Name}' is there twice.", "Keep one of them.");
            }

            objectives.Add(objective);
        }

        CheckAll(root, nodes, objectives);
        return objectives.ToImmutable();
    }

    private static Objective? ReadOne(YamlMap root, YamlNode node)
    {
        if (YamlScalar.Text(node) is { } bare)
        {
            return Make(root, node, bare, new(null, false, null));
        }

        if (YamlMap.Of(node, "objectives", root.Source, root.Faults) is not { } map)
        {
            return null;
        }

        var name = map.Required("name") is null ? null : map.Text("name");
        var direction = map.Choice("direction", "maximize", "minimize");
        var scale = map.Choice("scale", "linear", "log");
        var reference = map.Number("reference");
        if (scale == "log" && reference <= 0)
        {
            map.Faults.Add(map.Source.PlaceOf(map.Node("reference")!), "A reference on a log scale must be positive.", "Give the worst value that still counts.");
        }

        map.RejectOthers();
        return name is null ? null : Make(root, map.Node("name")!, name, new(direction, scale == "log", reference));
    }

    private static Objective? Make(YamlMap root, YamlNode node, string name, Settings settings)
    {
        var unit = AnalyticMetrics.UnitOf(name);
        var known = unit is not null ? (Direction.Minimize, unit) : MeasuredMetrics.Find(name);
        if (known is not var (usual, knownUnit))
        {
            root.Faults.Add(root.Source.PlaceOf(node), $"There is no metric '{name}'.", Spelling.Remedy(name, Names));
            return null;
        }

        var direction = settings.Direction switch
        {
            "maximize" => Direction.Maximize,
            "minimize" => Direction.Minimize,
            _ => usual,
        };
        return new(name, direction, knownUnit) { IsAnalytic = unit is not null, IsLogarithmic = settings.IsLogarithmic, Reference = settings.Reference };
    }

    private static void CheckAll(YamlMap root, IReadOnlyList<YamlNode> nodes, ImmutableArray<Objective>.Builder objectives)
    {
        if (nodes.Count == 0)
        {
            root.Faults.Add(root.Source.PlaceOf(root.Node("objectives")!), "There are no objectives.", "Add at least one, such as accuracy.");
        }
        else if (objectives.Any(objective => objective.Reference is null) && objectives.Any(objective => objective.Reference is not null))
        {
            root.Faults.Add(
                root.Source.PlaceOf(root.Node("objectives")!),
                $"Only some objectives have a reference, not {string.Join(", ", objectives.Where(objective => objective.Reference is null).Select(objective => objective.Name))}.",
                "Give all of them one, or none.");
        }
        else if (objectives.Count == nodes.Count && objectives.All(objective => objective.IsAnalytic))
        {
            root.Faults.Add(
                root.Source.PlaceOf(root.Node("objectives")!),
                "Every objective follows from the configuration alone, so there is nothing to train for.",
                $"Add one of {string.Join(", ", MeasuredMetrics.Names)}.");
        }
    }

    /// <summary>What the file says of an objective besides its name.</summary>
    private readonly record struct Settings(string? Direction, bool IsLogarithmic, double? Reference);
}
