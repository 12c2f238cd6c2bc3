using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Metrics;

/// <summary>The metrics by the names that study files use.</summary>
public static class MetricRegistry
{
    /// <summary>Every metric, in the order they are listed to users; of those that a task has, the first is its usual one.</summary>
    public static ImmutableArray<ITaskMetric> All { get; } =
    [
        new AccuracyMetric(), new BinaryF1Metric(), new MacroF1Metric(), new MatthewsMetric(),
        new PearsonMetric(), new SpearmanMetric(), new PerplexityMetric(), new EntityF1Metric(),
    ];

    /// <summary>The metrics that are defined for a task; at least one.</summary>
    public static IEnumerable<ITaskMetric> Of(TaskShape task) => All.Where(metric => metric.Supports(task));

    /// <summary>The metric of this name.</summary>
    /// <param name="name">The name as the user wrote it.</param>
    /// <param name="task">What it must be defined for.</param>
    /// <param name="place">Where the name stands.</param>
    /// <exception cref="InvalidInputException">
    /// There is none of this name, or it is not defined for such a task.
    /// </exception>
    public static ITaskMetric Find(string name, TaskShape task, FaultPlace place)
    {
        var metric = All.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new InvalidInputException(place, $"There is no metric '{name}'.", $"Use one of: {Names(task)}.");

        return metric.Supports(task)
            ? metric
            : throw new InvalidInputException(
                place, $"The metric '{name}' is not defined for {Describe(task)}.", $"Use one of: {Names(task)}.");
    }

    private static string Describe(TaskShape task) => task.Kind switch
    {
        TaskKind.Classification => $"{task.Outputs} classes",
        TaskKind.TokenClassification when task.MarksEntities => $"{task.Outputs} tags of words",
        TaskKind.TokenClassification => $"{task.Outputs} tags of words that are not all O, B-… or I-…",
        TaskKind.Regression => "numbers",
        _ => "next tokens",
    };

    private static string Names(TaskShape task) => string.Join(", ", Of(task).Select(metric => metric.Name));
}
