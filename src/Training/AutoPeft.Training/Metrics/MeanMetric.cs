using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Metrics;

/// <summary>The mean of several metrics, as GLUE takes it of tasks that have two (Wang et al. 2019, section 3).</summary>
/// <param name="name">What it is called.</param>
/// <param name="metrics">Its parts; at least one, all larger-is-better.</param>
public sealed class MeanMetric(string name, ImmutableArray<ITaskMetric> metrics) : ITaskMetric
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Description => $"The mean of {string.Join(" and ", metrics.Select(metric => metric.Name))}.";

    /// <inheritdoc/>
    public bool Supports(TaskShape task) => metrics.All(metric => metric.Supports(task));

    /// <inheritdoc/>
    public double Measure(Evaluation evaluation) => metrics.Average(metric => metric.Measure(evaluation));
}
