using System.Collections.Immutable;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Metrics;

/// <summary>The metrics by the names that study files use.</summary>
public static class MetricRegistry
{
    /// <summary>Every metric, in the order they are listed to users.</summary>
    public static ImmutableArray<IClassificationMetric> All { get; } =
        [new AccuracyMetric(), new BinaryF1Metric(), new MacroF1Metric(), new MatthewsMetric()];

    /// <summary>The metric of this name.</summary>
    /// <param name="name">The name as the user wrote it.</param>
    /// <param name="classes">The number of classes it must be defined for.</param>
    /// <param name="place">Where the name stands.</param>
    /// <exception cref="InvalidInputException">
    /// There is none of this name, or it is not defined for so many classes.
    /// </exception>
    public static IClassificationMetric Find(string name, int classes, FaultPlace place)
    {
        var metric = All.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new InvalidInputException(place, $"There is no metric '{name}'.", $"Use one of: {Names(classes)}.");

        return metric.Supports(classes)
            ? metric
            : throw new InvalidInputException(
                place, $"The metric '{name}' is not defined for {classes} classes.", $"Use one of: {Names(classes)}.");
    }

    private static string Names(int classes) =>
        string.Join(", ", All.Where(metric => metric.Supports(classes)).Select(metric => metric.Name));
}
