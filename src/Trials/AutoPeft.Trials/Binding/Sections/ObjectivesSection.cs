using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.BlackBox;
using AutoPeft.Trials.Definition;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>objectives</c>: a list of metrics with directions.</summary>
internal static class ObjectivesSection
{
    private static readonly ImmutableArray<string> Names =
        [.. MeasuredMetrics.Names.Concat(AnalyticMetrics.Names).Order(StringComparer.Ordinal)];

    /// <summary>The objectives among the metrics that trainings have; faults are collected.</summary>
    public static ImmutableArray<Objective> Read(YamlMap root) => Read(root, Find);

    /// <summary>The objectives; faults are collected.</summary>
    /// <param name="root">The document.</param>
    /// <param name="find">What is known of the metric of a name, at a node; null, with a fault, when there is none.</param>
    public static ImmutableArray<Objective> Read(YamlMap root, Func<YamlMap, YamlNode, string, KnownMetric?> find)
    {
        if (root.Required("objectives") is null || root.List("objectives") is not { } nodes)
        {
            return [];
        }

        var objectives = ImmutableArray.CreateBuilder<Objective>();
        foreach (var node in nodes)
        {
            if (ReadOne(root, node, find) is not { } objective)
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

    /// <summary>What is known of a metric that trainings have; null, with a fault, when there is none.</summary>
    public static KnownMetric? Find(YamlMap root, YamlNode node, string name)
    {
        if (AnalyticMetrics.UnitOf(name) is { } unit)
        {
            return new(Direction.Minimize, unit, IsAnalytic: true);
        }

        if (MeasuredMetrics.Find(name) is var (direction, measuredUnit))
        {
            return new(direction, measuredUnit, IsAnalytic: false);
        }

        root.Faults.Add(root.Source.PlaceOf(node), $"There is no metric '{name}'.", Spelling.Remedy(name, Names));
        return null;
    }

    /// <summary>What is known of a metric that a program may measure: those of trainings, and any other name.</summary>
    public static KnownMetric? FindOpen(YamlMap root, YamlNode node, string name) =>
        Names.Contains(name) ? Find(root, node, name) : FreeMetrics.Find(root, node, name);

    /// <summary>Reports objectives that trainings of the task do not measure.</summary>
    public static void CheckTask(YamlMap root, ImmutableArray<Objective> objectives, TaskDefinition task)
    {
        foreach (var objective in objectives.Where(objective => !MeasuredMetrics.Fits(objective.Name, task)))
        {
            var fitting = MeasuredMetrics.Names.Where(name => MeasuredMetrics.Fits(name, task));
            root.Faults.Add(
                root.Source.PlaceOf(root.Node("objectives")!),
                objective.Name == MeasuredMetrics.Glue
                    ? "'glue' is measured of GLUE's tasks only."
                    : $"'{objective.Name}' is not measured of the task '{task.Name}'.",
                $"Set 'task', or use one of {string.Join(", ", fitting)}.");
        }
    }

    /// <summary>Reports an objective over whole entities where the labels that the file lists mark none.</summary>
    public static void CheckLabels(YamlMap root, ImmutableArray<Objective> objectives, ImmutableArray<string> labels)
    {
        if (!labels.IsEmpty && !EntityMarks.Are(labels) && objectives.Any(objective => objective.Name == "entity_f1"))
        {
            root.Faults.Add(
                root.Source.PlaceOf(root.Node("objectives")!),
                "'entity_f1' is measured where all labels are O, B-… or I-… (IOB2), and these are not.",
                "List such labels under 'data', or use 'f1_macro' or 'accuracy'.");
        }
    }

    private static Objective? ReadOne(YamlMap root, YamlNode node, Func<YamlMap, YamlNode, string, KnownMetric?> find)
    {
        if (YamlScalar.Text(node) is { } bare)
        {
            return find(root, node, bare) is { } metric ? Make(bare, metric, new(null, false, null)) : null;
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
        return name is not null && find(root, map.Node("name")!, name) is { } known
            ? Make(name, known, new(direction, scale == "log", reference))
            : null;
    }

    private static Objective Make(string name, KnownMetric metric, Settings settings)
    {
        var direction = settings.Direction switch
        {
            "maximize" => Direction.Maximize,
            "minimize" => Direction.Minimize,
            _ => metric.Direction,
        };

        return new(name, direction, metric.Unit)
        {
            IsAnalytic = metric.IsAnalytic,
            IsLogarithmic = settings.IsLogarithmic,
            Reference = settings.Reference,
        };
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
