using AutoPeft.Models.Structure;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Metrics;

/// <summary>Measures predicted classes, or tags, against true ones. Larger is better.</summary>
public interface IClassificationMetric : ITaskMetric
{
    /// <summary>Whether it is defined for this number of classes, at least 2.</summary>
    bool Supports(int classes);

    /// <summary>The metric's value.</summary>
    /// <param name="counts">How often each class was predicted for each true class; at least one row.</param>
    double Measure(ConfusionMatrix counts);

    /// <inheritdoc/>
    bool ITaskMetric.Supports(TaskShape task) =>
        task.Kind is TaskKind.Classification or TaskKind.TokenClassification && Supports(task.Outputs);

    /// <inheritdoc/>
    double ITaskMetric.Measure(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);

        return Measure(evaluation.Counts ?? throw new ArgumentException("No classes were predicted.", nameof(evaluation)));
    }
}
