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
    FrozenModel Model, SearchData Data, EncodedDataset Train, EncodedDataset Validation, IClassificationMetric Metric)
{
    private const string DefaultMetric = "accuracy";

    /// <summary>Loads what is not loaded yet.</summary>
    /// <exception cref="InvalidInputException">
    /// Model, data or an objective cannot be used; carries every fault of the first of them.
    /// </exception>
    public static StudyTask Open(EngineWorkspace workspace, StudyDefinition study, int maximumLength)
    {
        var model = workspace.Model(study.Model);
        var data = workspace.Data(study.Data);

        return new StudyTask(
            model,
            data,
            workspace.Encode(data.Train, model, maximumLength),
            workspace.Encode(data.Validation, model, maximumLength),
            MetricOf(study, data.Train.Labels.Length));
    }

    /// <summary>
    /// The first objective that is a metric of predictions; accuracy when there is none, as with only a loss.
    /// </summary>
    private static IClassificationMetric MetricOf(StudyDefinition study, int classes)
    {
        var place = new FaultPlace("objectives");
        var metrics = study.Objectives
            .Where(objective => MetricRegistry.All.Any(metric => metric.Name == objective.Name))
            .Select(objective => MetricRegistry.Find(objective.Name, classes, place))
            .ToArray();

        return metrics.FirstOrDefault() ?? MetricRegistry.Find(DefaultMetric, classes, place);
    }
}
