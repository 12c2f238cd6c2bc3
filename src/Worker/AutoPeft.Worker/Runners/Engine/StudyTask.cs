using System.Collections.Immutable;
using AutoPeft.Models.Structure;
using AutoPeft.Primitives.Faults;
using AutoPeft.Training.Data;
using AutoPeft.Training.Metrics;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>What a study trains on, ready for its trials. The test rows are not part of it.</summary>
/// <param name="Model">The frozen model.</param>
/// <param name="Data">The texts.</param>
/// <param name="Train">The training rows as the model reads them.</param>
/// <param name="Validation">The validation rows as the model reads them.</param>
/// <param name="Metric">What decides which epoch is the best.</param>
internal sealed record StudyTask(
    FrozenModel Model, SearchData Data, EncodedDataset Train, EncodedDataset Validation, ITaskMetric Metric)
{
    /// <summary>Loads what is not loaded yet.</summary>
    /// <exception cref="InvalidInputException">
    /// Model, data or an objective cannot be used; carries every fault of the first of them.
    /// </exception>
    public static StudyTask Open(EngineWorkspace workspace, StudyDefinition study, int maximumLength)
    {
        var model = workspace.Model(study.Model);
        var data = workspace.Data(study);

        var task = new StudyTask(
            model,
            data,
            workspace.Encode(data.Train, model, maximumLength),
            workspace.Encode(data.Validation, model, maximumLength),
            MetricOf(study, data.Train.Task));
        task.ClassWeightsOf(study.Task);

        return task;
    }

    /// <summary>How much a row of each class counts in the training loss; empty for 1 each.</summary>
    /// <param name="task">What the study asks for.</param>
    /// <exception cref="InvalidInputException">There is not one weight for each label.</exception>
    public ImmutableArray<float> ClassWeightsOf(TaskDefinition task)
    {
        var counts = Data.Train.ClassCounts();
        if (task.IsBalanced)
        {
            // As scikit-learn's class_weight="balanced": rows / (classes · rows of the class); a class without rows never counts.
            var total = counts.Sum();

            return [.. counts.Select(count => count == 0 ? 1 : (float)((double)total / counts.Length / count))];
        }

        return task.ClassWeights.IsEmpty || task.ClassWeights.Length == counts.Length
            ? [.. task.ClassWeights.Select(weight => (float)weight)]
            : throw new InvalidInputException(
                new FaultPlace("task"),
                $"There are {task.ClassWeights.Length} class weights, but {counts.Length} labels: {string.Join(", ", Data.Train.Labels)}.",
                "Give one weight a label, in this order.");
    }

    /// <summary>The first objective that is a metric of predictions; the usual one of the task when there is none, as with only a loss.</summary>
    private static ITaskMetric MetricOf(StudyDefinition study, TaskShape shape)
    {
        ITaskMetric[] metrics = [.. MeasuredValues.MetricsOf(shape, study.Task)];
        foreach (var objective in study.Objectives)
        {
            if (metrics.FirstOrDefault(metric => metric.Name == objective.Name) is { } metric)
            {
                return metric;
            }

            if (MetricRegistry.All.Any(metric => metric.Name == objective.Name))
            {
                MetricRegistry.Find(objective.Name, shape, new FaultPlace("objectives"));
            }
        }

        return metrics[0];
    }
}
