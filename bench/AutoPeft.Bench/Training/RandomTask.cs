using AutoPeft.Models;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Bench.Training;

/// <summary>A BERT with random weights and random rows without padding, to be timed.</summary>
internal sealed class RandomTask : IDisposable
{
    private const int Vocabulary = 8000;
    private const int Classes = 8;
    private static readonly RandomKey Key = RandomKey.FromSeed(0);

    private readonly TrainingShape _shape;
    private readonly ITensorEngine _engine;
    private readonly string _folder = Directory.CreateTempSubdirectory("autopeft-bench-").FullName;
    private readonly ITransformer _model;
    private readonly EncodedDataset _train;
    private readonly EncodedDataset _validation;

    /// <summary>A task of this shape with so many steps in its one epoch.</summary>
    public RandomTask(TrainingShape shape, int steps)
    {
        _shape = shape;
        _engine = BenchEngines.Open(shape);
        using (var fresh = BertModel.Create(_engine, Config(shape), Key))
        {
            fresh.Save(_folder, [], ElementType.F32);
        }

        _model = TransformerLoader.Load(_engine, _folder, trainable: false);
        _train = Rows("train", shape.Batch * steps);
        _validation = Rows("validation", shape.Batch);
    }

    /// <summary>The model with these modules; null trains the whole model.</summary>
    public TrainableModel Build(PeftConfig? modules)
    {
        if (modules is null)
        {
            var copy = TransformerLoader.Load(_engine, _folder, trainable: true);

            return TrainableModel.Whole(copy, copy.CreateClassificationHead(Classes, Key));
        }

        var head = _model.CreateClassificationHead(Classes, Key);

        return TrainableModel.WithModules(_model, head, PeftModules.Create(modules, _model, Key));
    }

    /// <summary>One epoch of it.</summary>
    public TrainingTask Training(TrainableModel model, FrozenStateCache? cache) => new()
    {
        Model = model,
        Train = _train,
        Validation = _validation,
        Metric = new AccuracyMetric(),
        Config = new TrainingConfig { Epochs = 1, BatchSize = _shape.Batch, LearningRate = 1e-3 },
        Key = Key,
        FrozenStates = cache,
    };

    public void Dispose()
    {
        _model.Dispose();
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static BertConfig Config(TrainingShape shape) => new()
    {
        VocabularySize = Vocabulary,
        HiddenSize = shape.Hidden,
        Layers = shape.Layers,
        Heads = Math.Max(1, shape.Hidden / 64),
        IntermediateSize = 4 * shape.Hidden,
        MaximumLength = Math.Max(shape.Length, 128),
    };

    private EncodedDataset Rows(string name, int count) => new(
        name, [.. Enumerable.Range(0, count).Select(row => Row(Key.For(name).For(row)))], Classes);

    private EncodedExample Row(RandomKey key) => new(
        new([.. Enumerable.Range(0, _shape.Length).Select(position => key.Below(position, Vocabulary))], [.. new int[_shape.Length]]),
        key.Below(_shape.Length, Classes));
}
