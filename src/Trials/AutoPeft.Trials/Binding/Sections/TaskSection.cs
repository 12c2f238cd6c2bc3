using AutoPeft.Models.Structure;
using AutoPeft.Search.Space.Yaml;
using AutoPeft.Trials.Definition;
using YamlDotNet.RepresentationModel;

namespace AutoPeft.Trials.Binding.Sections;

/// <summary>Reads <c>task</c>: a kind of task or a task of GLUE, by name or with class weights.</summary>
internal static class TaskSection
{
    private const string Balanced = "balanced";

    /// <summary>The task; classification when the file says nothing. Faults are collected.</summary>
    public static TaskDefinition Read(YamlMap root)
    {
        if (root.Node("task") is not { } node)
        {
            return new();
        }

        return YamlScalar.Text(node) is not null ? Find(root, "task")
            : root.Map("task") is { } map ? ReadMap(map)
            : new();
    }

    private static TaskDefinition ReadMap(YamlMap map)
    {
        var task = map.Required("kind") is null ? new() : Find(map, "kind");
        var weighted = Weigh(map, task);
        map.RejectOthers();

        return weighted;
    }

    private static TaskDefinition Find(YamlMap map, string key)
    {
        var name = map.Choice(key, [.. StudyTasks.All.Select(task => task.Name)]);

        return StudyTasks.All.FirstOrDefault(task => task.Name == name) ?? new();
    }

    private static TaskDefinition Weigh(YamlMap map, TaskDefinition task)
    {
        if (map.Node("class_weights") is not { } node)
        {
            return task;
        }

        if (task.Kind is not (TaskKind.Classification or TaskKind.TokenClassification))
        {
            map.Faults.Add(map.Source.PlaceOf(node), "Only classes and tags have weights.", "Leave class_weights out.");
            return task;
        }

        if (YamlScalar.Text(node) == Balanced)
        {
            return task with { IsBalanced = true };
        }

        var numbers = (node as YamlSequenceNode)?.Children.Select(YamlScalar.Number).ToArray() ?? [];
        if (numbers.Length >= 2 && numbers.All(number => number is > 0 and < double.PositiveInfinity))
        {
            return task with { ClassWeights = [.. numbers.OfType<double>()] };
        }

        map.Faults.Add(
            map.Source.PlaceOf(node),
            "'class_weights' is neither 'balanced' nor a list of positive numbers.",
            "Write class_weights: balanced, or one number a label such as [1, 2.5].");
        return task;
    }
}
