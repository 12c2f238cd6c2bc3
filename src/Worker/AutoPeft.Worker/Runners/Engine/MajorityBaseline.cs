using System.Collections.Immutable;
using AutoPeft.Training.Data;
using AutoPeft.Training.Metrics;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>
/// What always predicting the most frequent class of the training rows would measure. Nothing is trained.
/// </summary>
/// <param name="workspace">What trials share.</param>
/// <param name="finals">Knows the test rows.</param>
public sealed class MajorityBaseline(EngineWorkspace workspace, FinalEvaluation finals)
{
    /// <summary>The metrics on the validation rows.</summary>
    /// <exception cref="Primitives.Faults.InvalidInputException">
    /// The data cannot be used; carries every fault.
    /// </exception>
    public ImmutableSortedDictionary<string, double> OnValidation(StudyDefinition study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var data = workspace.Data(study.Data);

        return Measure(data.Train, data.Validation);
    }

    /// <summary>The metrics on the test rows.</summary>
    /// <exception cref="Primitives.Faults.InvalidInputException">
    /// The data cannot be used, or has no test rows; carries every fault.
    /// </exception>
    public ImmutableSortedDictionary<string, double> OnTest(StudyDefinition study)
    {
        ArgumentNullException.ThrowIfNull(study);

        return Measure(workspace.Data(study.Data).Train, finals.TestOf(study));
    }

    private static ImmutableSortedDictionary<string, double> Measure(TextDataset train, TextDataset rows)
    {
        var counts = train.ClassCounts();
        var majority = counts.IndexOf(counts.Max());
        var predicted = Enumerable.Repeat(majority, rows.Examples.Length).ToArray();
        var matrix = new ConfusionMatrix(predicted, [.. rows.Examples.Select(example => example.Label)], rows.Labels.Length);

        return MetricRegistry.All.Where(metric => metric.Supports(matrix.Classes)).ToImmutableSortedDictionary(
            metric => metric.Name, metric => metric.Measure(matrix), StringComparer.Ordinal);
    }
}
