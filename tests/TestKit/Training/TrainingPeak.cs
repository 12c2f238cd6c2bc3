using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;

namespace AutoPeft.TestKit.Training;

/// <summary>The memory that a real training takes: one epoch on rows of chance, trained and measured.</summary>
public static class TrainingPeak
{
    private const int Rows = 64;
    private const int Classes = 3;

    /// <summary>The most bytes of tensors at once, the model's weights included.</summary>
    /// <param name="engine">The engine of the model, which nothing else uses meanwhile.</param>
    /// <param name="model">The frozen model.</param>
    /// <param name="trial">The modules, and the batches that are full: 64 rows, all of this length.</param>
    /// <param name="token">Cancels the training.</param>
    public static async Task<long> OfAsync(
        ManagedEngine engine, ITransformer model, (PeftConfig Config, BatchShape Batch) trial, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(engine);

        engine.ForgetPeak();
        await TrainAsync(
            model, trial, task => new Trainer(TimeProvider.System).TrainAsync(task, new RecordingObserver(), token)).ConfigureAwait(false);

        return engine.PeakBytes;
    }

    /// <summary>Trains such modules on such rows.</summary>
    /// <param name="model">The frozen model.</param>
    /// <param name="trial">The modules, and the batches.</param>
    /// <param name="train">What trains.</param>
    public static async Task TrainAsync(
        ITransformer model, (PeftConfig Config, BatchShape Batch) trial, Func<TrainingTask, Task<TrainingResult>> train)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);

        var key = RandomKey.FromSeed(1);
        var modules = PeftModules.Create(trial.Config, model, key);
        var task = TaskShape.Of(trial.Batch.Task, Classes);
        using var trained = TrainableModel.WithModules(model, model.CreateTaskHead(task, key), modules);
        var rows = new EncodedDataset("rows", [.. Enumerable.Range(0, Rows).Select(row => Row(key.For(row), trial.Batch, model.Shape))], task);
        await train(new TrainingTask
        {
            Model = trained,
            Train = rows,
            Validation = rows,
            Metric = MetricOf(task.Kind),
            Config = new TrainingConfig { Epochs = 1, BatchSize = trial.Batch.BatchSize, LearningRate = 1e-4 },
            Key = key,
        }).ConfigureAwait(false);
    }

    private static ITaskMetric MetricOf(TaskKind kind) => kind switch
    {
        TaskKind.Regression => new PearsonMetric(),
        TaskKind.LanguageModelling => new PerplexityMetric(),
        _ => new AccuracyMetric(),
    };

    private static EncodedExample Row(RandomKey key, BatchShape batch, ModelShape shape)
    {
        var tokens = Enumerable.Range(0, batch.Length).Select(position => key.Below(position, shape.VocabularySize)).ToImmutableArray();
        var row = new EncodedExample(new(tokens, [.. new int[batch.Length]]), key.Below(1000, Classes)) { Value = key.Below(1001, 100) };

        return batch.Task switch
        {
            TaskKind.TokenClassification => row with { Targets = [.. tokens.Select(token => token % Classes)] },
            TaskKind.LanguageModelling => row with { Targets = [.. tokens[1..], EncodedExample.Nothing] },
            _ => row,
        };
    }
}
