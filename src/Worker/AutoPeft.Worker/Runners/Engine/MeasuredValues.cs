using System.Collections.Immutable;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>The numbers of an evaluation by the names that studies use.</summary>
internal static class MeasuredValues
{
    /// <summary>Every metric that is defined for the number of classes, and the loss.</summary>
    public static ImmutableSortedDictionary<string, double> Of(Evaluation evaluation) => MetricRegistry.All
        .Where(metric => metric.Supports(evaluation.Counts.Classes))
        .Select(metric => KeyValuePair.Create(metric.Name, metric.Measure(evaluation.Counts)))
        .Append(KeyValuePair.Create("loss", evaluation.Loss))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);
}
