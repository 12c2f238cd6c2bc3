using System.Text.Json;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Models.Extensions;
using AutoPeft.Search.Space;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Optimizers;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>
/// Writes trials down for another program: model, rows as token numbers, batches and first weights, so that nothing that is chosen or drawn
/// differs but the elements that dropout drops.
/// </summary>
/// <param name="trials">The trials.</param>
/// <param name="time">The clock.</param>
internal sealed class PeerFiles(SweepTrials trials, TimeProvider time)
{
    /// <summary>Writes the files that <c>pytorch_sweep.py</c> reads.</summary>
    /// <param name="folder">Where to; exists.</param>
    /// <param name="points">The configurations.</param>
    /// <returns>For each the loss of its first step's rows before anything is trained, without dropout.</returns>
    public IReadOnlyList<double> Write(string folder, IReadOnlyList<Configuration> points)
    {
        using var engine = new ManagedEngine();
        using var workspace = new EngineWorkspace(engine, frozenStateBytes: 0);
        var definition = trials.Study.Definition;
        var task = StudyTask.Open(workspace, definition, definition.Training.MaximumLength);
        var bert = (BertModel)task.Model.Transformer;
        SafetensorsWriter.Write(Path.Combine(folder, "base.safetensors"), [.. bert.Weights.Select(TensorData.Of)]);
        var written = points.Select((point, number) => WriteTrial(workspace, (folder, $"trial-{number}.safetensors"), point)).ToArray();
        var sweep = new
        {
            Model = Described(bert.Config),
            Padding = bert.Config.PaddingId,
            ClassWeights = task.ClassWeightsOf(definition.Task),
            Rows = written.Select(trial => trial.Length).Distinct()
                .ToDictionary(length => length, length => Described(StudyTask.Open(workspace, definition, length))),
            Trials = written.Select(trial => trial.Description),
        };
        File.WriteAllText(Path.Combine(folder, "sweep.json"), JsonSerializer.Serialize(sweep, TimedProcess.Json));

        return [.. written.Select(trial => trial.FirstLoss)];
    }

    private (object Description, int Length, double FirstLoss) WriteTrial(
        EngineWorkspace workspace, (string Folder, string Weights) place, Configuration point)
    {
        var assignment = trials.Assignment(point, place.Folder);
        var (length, dropout) = (assignment.Training.MaximumLength, assignment.Training.HeadDropout);
        var task = StudyTask.Open(workspace, trials.Study.Definition, length);
        using var model = TrialModel.Create(task, assignment);
        SafetensorsWriter.Write(Path.Combine(place.Folder, place.Weights), [.. model.Parameters.Select(TensorData.Of)]);
        var training = new EngineRunner(workspace, time).TrainingOf((task, assignment, TrainingParts.Of(task, assignment)[^1]), model);
        var description = new
        {
            place.Weights,
            Length = length,
            HeadDropout = dropout,
            training.Config.LearningRate,
            training.Config.WeightDecay,
            Clipping = training.Config.Optimizer.MaximumGradientNorm ?? 0,
            LinearSchedule.FromFraction(training.Config.WarmupFraction, training.TotalSteps).WarmupSteps,
            Batches = Enumerable.Range(0, training.Config.Epochs).Select(training.BatchesOf).ToArray(),
        };

        return (description, length, FirstLoss(training));
    }

    private static object Described(BertConfig config) => new
    {
        config.Layers,
        config.Heads,
        Dropout = config.HiddenDropout,
        Epsilon = config.LayerNormEpsilon,
        Activation = JsonNamingPolicy.SnakeCaseLower.ConvertName(config.Activation.ToString()),
    };

    private static object Described(StudyTask task) => new
    {
        Train = Described(task.Train),
        Validation = Described(task.Validation),
        Measured = BatchPlan.ForMeasurement(task.Validation),
    };

    private static object Described(EncodedDataset data)
    {
        var rows = Enumerable.Range(0, data.Count).ToArray();
        var tokens = rows.Select(row => data.Batch([row])).ToArray();

        return new { Ids = tokens.Select(row => row.Ids), Segments = tokens.Select(row => row.Segments), Labels = rows.Select(data.LabelOf) };
    }

    private static double FirstLoss(TrainingTask training)
    {
        var (model, rows) = (training.Model, training.BatchesOf(epoch: 0)[0]);
        using var scope = model.Model.Engine.StepScope();
        using var noGradient = model.Model.Engine.NoGradient();
        var context = new ForwardContext(model.Extensions, Training: false, default);
        var batch = training.Train.Batch(rows);
        var logits = model.Head.Logits(model.Model.Encode(batch, context), batch, context); // [B, K]

        return logits.CrossEntropy(training.Train.LabelsOf(rows), training.ClassWeights.AsSpan()).Item();
    }
}
