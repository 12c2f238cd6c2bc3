using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>
/// What always predicting the most frequent class or tag of the training rows, or the mean of their numbers, would measure.
/// Nothing is trained.
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
        var data = workspace.Data(study);

        return Measure(data, data.Validation, study.Task);
    }

    /// <summary>The metrics on the test rows.</summary>
    /// <exception cref="Primitives.Faults.InvalidInputException">
    /// The data cannot be used, or has no test rows; carries every fault.
    /// </exception>
    public ImmutableSortedDictionary<string, double> OnTest(StudyDefinition study)
    {
        ArgumentNullException.ThrowIfNull(study);

        return Measure(workspace.Data(study), finals.TestOf(study), study.Task);
    }

    private static ImmutableSortedDictionary<string, double> Measure(SearchData data, TextDataset rows, TaskDefinition task) =>
        Predict(data.Train, rows) is { } evaluation
            ? MeasuredValues.MetricsOf(rows.Task, task).ToImmutableSortedDictionary(
                metric => metric.Name, metric => metric.Measure(evaluation), StringComparer.Ordinal)
            : ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>Predicts what is most frequent, or the mean; null where that says nothing, as of next tokens.</summary>
    private static Evaluation? Predict(TextDataset train, TextDataset rows)
    {
        if (train.Kind == TaskKind.LanguageModelling)
        {
            return null;
        }

        if (train.Kind == TaskKind.Regression)
        {
            var mean = train.Examples.Average(example => (double)example.Value);
            ImmutableArray<double> numbers = [.. rows.Examples.Select(example => (double)example.Value)];

            return new([], null, double.NaN) { Numbers = new([.. numbers.Select(_ => mean)], numbers) };
        }

        var counts = train.ClassCounts();
        var majority = counts.IndexOf(counts.Max());
        int[][] actual = [.. rows.Examples.Select(row => rows.LabelsOf(row).ToArray())];
        int[][] predicted = [.. actual.Select(row => Enumerable.Repeat(majority, row.Length).ToArray())];
        ImmutableArray<int> all = [.. predicted.SelectMany(row => row)];

        return new(all, new(all.AsSpan(), [.. actual.SelectMany(row => row)], rows.Labels.Length), double.NaN)
        {
            Entities = rows.Task.MarksEntities ? EntityCounts.Of(predicted, actual, rows.Labels) : null,
        };
    }
}
