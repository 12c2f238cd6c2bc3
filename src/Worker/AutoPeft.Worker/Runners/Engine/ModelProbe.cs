using AutoPeft.Models;
using AutoPeft.Primitives.Faults;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Training.Data;
using AutoPeft.Training.Probing;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Probes the model of a study with a few batches of its training rows.</summary>
/// <param name="workspace">Where model and data come from.</param>
public sealed class ModelProbe(EngineWorkspace workspace)
{
    private const int BatchSize = 8;
    private const int HeadPasses = 8;

    /// <summary>Measures.</summary>
    /// <param name="study">The study.</param>
    /// <param name="batches">How many batches of 8 rows, chosen by the study's seed; at least 1.</param>
    /// <param name="cancellationToken">Ends the work between two rows.</param>
    /// <exception cref="InvalidInputException">Model or data cannot be used; carries every fault.</exception>
    public ProbeReport Measure(StudyDefinition study, int batches, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);

        var frozen = workspace.Model(study.Model);
        var data = workspace.Encode(workspace.Data(study).Train, frozen, study.Training.MaximumLength);
        var key = RandomKey.FromSeed(study.Control.Seed).For("probe");
        var plan = BatchPlan.ForTraining(data, BatchSize, key.For("rows")).Take(batches).ToArray();
        using var model = TransformerLoader.Load(workspace.Engine, study.Model, trainable: true);
        using var head = model.CreateTaskHead(data.Task, key.For("head"), dropout: 0);
        var probe = new SensitivityProbe(model, head, data);
        var loss = probe.TrainHead([.. plan], HeadPasses, cancellationToken);

        return new(plan.Sum(batch => batch.Length), loss, probe.Measure([.. plan], cancellationToken));
    }
}
