using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Bench.Training;

/// <summary>Times training steps of a BERT with random weights, one way of training after the other.</summary>
internal sealed class TrainingBenchmark : IDisposable
{
    private const int WarmupSteps = 5;
    private const int Vocabulary = 8000;
    private const int Classes = 8;
    private static readonly RandomKey Key = RandomKey.FromSeed(0);

    private readonly TrainingShape _shape;
    private readonly TimeProvider _time;
    private readonly ManagedEngine _engine;
    private readonly string _folder = Directory.CreateTempSubdirectory("autopeft-bench-").FullName;
    private readonly ITransformer _model;
    private readonly EncodedDataset _train;
    private readonly EncodedDataset _validation;

    public TrainingBenchmark(TrainingShape shape, TimeProvider time)
    {
        _shape = shape;
        _time = time;
        _engine = new ManagedEngine(new ManagedEngineOptions(shape.Threads));
        using (var fresh = BertModel.Create(_engine, Config(shape), Key))
        {
            fresh.Save(_folder, [], ElementType.F32);
        }

        _model = TransformerLoader.Load(_engine, _folder, trainable: false);
        _train = Rows("train", shape.Batch * (shape.Steps + WarmupSteps + 1));
        _validation = Rows("validation", 4 * shape.Batch);
    }

    /// <summary>Times every way of training, without and with stored states where there are frozen layers.</summary>
    public async IAsyncEnumerable<TrainingFigures> RunAsync()
    {
        foreach (var (name, modules) in Ways())
        {
            foreach (var stored in new[] { false, true })
            {
                using var model = Build(modules);
                if (!stored || model.FrozenLayers > 0)
                {
                    yield return await TimeAsync(name, model, stored);
                }
            }
        }
    }

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

    private IEnumerable<(string Name, PeftConfig? Modules)> Ways()
    {
        var all = Enumerable.Range(0, _shape.Layers).ToImmutableArray();
        var top = all[^1..];
        var half = all[(_shape.Layers / 2)..];
        var lora = new LoraConfig { Rank = 8 };
        var serial = new SerialAdapterConfig { BottleneckSize = _shape.Hidden / 4 };
        var parallel = new ParallelAdapterConfig { BottleneckSize = _shape.Hidden / 4 };
        var prefix = new PrefixTuningConfig { PrefixLength = 8 };

        return
        [
            ("head only", PeftConfig.Empty),
            ("lora, all layers", PeftConfig.Uniform(all, lora)),
            ("lora, upper half", PeftConfig.Uniform(half, lora)),
            ("lora, top layer", PeftConfig.Uniform(top, lora)),
            ("serial adapter, all layers", PeftConfig.Uniform(all, serial)),
            ("parallel adapter, all layers", PeftConfig.Uniform(all, parallel)),
            ("prefix, all layers", PeftConfig.Uniform(all, prefix)),
            ("serial, parallel and prefix, all layers", PeftConfig.Uniform(all, serial, parallel, prefix)),
            ("serial, parallel and prefix, upper half", PeftConfig.Uniform(half, serial, parallel, prefix)),
            ("full fine-tuning", null),
        ];
    }

    private TrainableModel Build(PeftConfig? modules)
    {
        if (modules is null)
        {
            var copy = TransformerLoader.Load(_engine, _folder, trainable: true);

            return TrainableModel.Whole(copy, copy.CreateClassificationHead(Classes, Key));
        }

        var head = _model.CreateClassificationHead(Classes, Key);

        return TrainableModel.WithModules(_model, head, PeftModules.Create(modules, _model, Key));
    }

    private async Task<TrainingFigures> TimeAsync(string name, TrainableModel model, bool stored)
    {
        var clock = new StepClock(_time);
        var cache = stored ? new FrozenStateCache(long.MaxValue) : null;
        var task = new TrainingTask
        {
            Model = model,
            Train = _train,
            Validation = _validation,
            Metric = new AccuracyMetric(),
            Config = new TrainingConfig { Epochs = 1, BatchSize = _shape.Batch, LearningRate = 1e-3 },
            Key = Key,
            FrozenStates = cache,
        };
        await new Trainer(_time).TrainAsync(task, clock, CancellationToken.None);
        var milliseconds = clock.MedianMilliseconds(WarmupSteps);
        var started = _time.GetTimestamp();
        Evaluator.Evaluate(model, _validation, cache, CancellationToken.None);
        var evaluated = _validation.TokenCount / _time.GetElapsedTime(started).TotalSeconds;

        return new TrainingFigures(
            name,
            model.FrozenLayers,
            stored,
            Math.Round(milliseconds, 2),
            Math.Round(1000 / milliseconds, 1),
            Math.Round(1000 / milliseconds * _shape.Batch * _shape.Length),
            Math.Round(evaluated));
    }

    private EncodedDataset Rows(string name, int count) => new(
        name, [.. Enumerable.Range(0, count).Select(row => Row(Key.For(name).For(row)))], Classes);

    private EncodedExample Row(RandomKey key) => new(
        new([.. Enumerable.Range(0, _shape.Length).Select(position => key.Below(position, Vocabulary))], [.. new int[_shape.Length]]),
        key.Below(_shape.Length, Classes));
}
