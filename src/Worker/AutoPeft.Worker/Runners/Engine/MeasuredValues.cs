using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>The numbers of an evaluation by the names that studies use.</summary>
internal static class MeasuredValues
{
    /// <summary>Every metric that is defined for the task, and the loss.</summary>
    /// <param name="evaluation">What was predicted.</param>
    /// <param name="shape">What was asked.</param>
    /// <param name="task">What the study learns.</param>
    public static ImmutableSortedDictionary<string, double> Of(Evaluation evaluation, TaskShape shape, TaskDefinition task) =>
        MetricsOf(shape, task)
            .Select(metric => KeyValuePair.Create(metric.Name, metric.Measure(evaluation)))
            .Append(KeyValuePair.Create("loss", evaluation.Loss))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The metrics that are defined for a task, with GLUE's own of its tasks.</summary>
    public static IEnumerable<ITaskMetric> MetricsOf(TaskShape shape, TaskDefinition task)
    {
        ITaskMetric[] metrics = [.. MetricRegistry.Of(shape)];
        ITaskMetric[] official = [.. metrics.Where(metric => task.OfficialMetrics.Contains(metric.Name))];

        return official.Length > 0 && official.Length == task.OfficialMetrics.Length
            ? [.. metrics, new MeanMetric(MeasuredMetrics.Glue, [.. official])]
            : metrics;
    }
}
