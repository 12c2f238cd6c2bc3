using AutoPeft.Models.Structure;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Metrics;

/// <summary>Measures how predicted numbers go with true ones. Larger is better.</summary>
public interface ICorrelationMetric : ITaskMetric
{
    /// <summary>The correlation, in [−1, 1]; 0 where it is not defined: less than two rows, or all numbers equal.</summary>
    /// <param name="predicted">The predicted numbers.</param>
    /// <param name="actual">The true numbers of the same rows.</param>
    double Measure(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual);

    /// <inheritdoc/>
    bool ITaskMetric.Supports(TaskShape task) => task.Kind == TaskKind.Regression;

    /// <inheritdoc/>
    double ITaskMetric.Measure(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);

        return evaluation.Numbers is { } numbers
            ? Measure(numbers.Predicted.AsSpan(), numbers.Actual.AsSpan())
            : throw new ArgumentException("No numbers were predicted.", nameof(evaluation));
    }
}
