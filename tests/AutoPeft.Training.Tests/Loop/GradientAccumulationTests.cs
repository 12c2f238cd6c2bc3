using AutoPeft.Models;
using AutoPeft.Models.Bert;
using AutoPeft.Models.Checkpoints;
using AutoPeft.Peft.Costs;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Packing;

namespace AutoPeft.Training.Tests.Loop;

public sealed class GradientAccumulationTests : IDisposable
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);
    private static readonly PeftConfig Modules = PeftConfig.Uniform(
        [1, 2],
        new LoraConfig { Rank = 2 },
        new SerialAdapterConfig { BottleneckSize = 4 },
        new PrefixTuningConfig { PrefixLength = 2 });

    private readonly ToyTraining _toy = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)] // a row each
    public async Task A_step_in_parts_is_the_step_but_for_the_last_digits(int parts)
    {
        using var model = WithoutDropout();
        var whole = await TrainAsync(model, 1);

        var divided = await TrainAsync(model, parts);

        Assert.Equal(whole.Result.Steps, divided.Result.Steps);
        Assert.All(
            whole.Result.History.Zip(divided.Result.History),
            epochs => Assert.Equal(epochs.First.TrainingLoss, epochs.Second.TrainingLoss, 1e-3));
        Assert.NotEqual(whole.Values, divided.Values); // it was computed in another order
        Assert.All(whole.Values.Zip(divided.Values), value => Assert.Equal(value.First, value.Second, 1e-2f));
    }

    [Fact]
    public async Task It_takes_the_memory_of_a_part()
    {
        using var engine = new ManagedEngine();
        var config = new BertConfig { VocabularySize = 100, HiddenSize = 64, Layers = 4, Heads = 2, IntermediateSize = 256, MaximumLength = 64 };
        using var model = Load(engine, config);
        var modules = PeftConfig.Uniform([0, 1, 2, 3], new LoraConfig { Rank = 4 });

        var whole = await PeakAsync(engine, model, (modules, new(64, 32)), 1);
        var divided = await PeakAsync(engine, model, (modules, new(64, 32)), 4);

        Assert.InRange(divided, 0.85 * Predicted(16), 1.15 * Predicted(16));
        Assert.True(divided < 0.7 * whole, $"{divided} of {whole}");

        long Predicted(int texts) => CostModel.Of(modules, model.Shape, new(texts, 32)).PeakMemoryBytes;
    }

    [Fact]
    public async Task A_training_in_parts_that_is_cancelled_continues_to_the_same_bits()
    {
        using var whole = _toy.WithModules(ToyTraining.AllKinds(1));
        await TrainAsync(Divided(whole), new RecordingObserver(), Cancel);
        using var cancellation = new CancellationTokenSource();
        using var cancelled = _toy.WithModules(ToyTraining.AllKinds(1));
        var observer = new RecordingObserver { OnStep = step => CancelAfter(step == 14, cancellation) };
        var path = _folder.File("checkpoint");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => TrainAsync(Divided(cancelled) with { CheckpointPath = path }, observer, cancellation.Token));

        using var resumed = _toy.WithModules(ToyTraining.AllKinds(1));
        await TrainAsync(Divided(resumed) with { ResumeFrom = path }, new RecordingObserver(), Cancel);

        Assert.Equal(ToyTraining.Bits(whole), ToyTraining.Bits(resumed));
    }

    [Fact]
    public async Task It_is_trained_alone_where_others_are_packed()
    {
        using var alone = _toy.WithModules(ToyTraining.AllKinds(1));
        await TrainAsync(Divided(alone), new RecordingObserver(), Cancel);
        using var first = _toy.WithModules(ToyTraining.AllKinds(1));
        using var second = _toy.WithModules(ToyTraining.AllKinds(0));
        var packs = new PackedTrainer(TimeProvider.System);

        await Task.WhenAll(
            packs.TrainAsync(Divided(first), 2, new RecordingObserver(), Cancel),
            packs.TrainAsync(ToyTraining.Task(second), 2, new RecordingObserver(), Cancel));

        Assert.Equal(ToyTraining.Bits(alone), ToyTraining.Bits(first));
    }

    public void Dispose()
    {
        _toy.Dispose();
        _folder.Dispose();
    }

    private static void CancelAfter(bool condition, CancellationTokenSource cancellation)
    {
        if (condition)
        {
            cancellation.Cancel();
        }
    }

    private static TrainingTask Divided(TrainableModel model, int parts = 3)
    {
        var task = ToyTraining.Task(model);

        return task with { Config = task.Config with { GradientAccumulation = parts } };
    }

    private static Task<TrainingResult> TrainAsync(TrainingTask task, RecordingObserver observer, CancellationToken token) =>
        new Trainer(TimeProvider.System).TrainAsync(task, observer, token);

    private static async Task<(TrainingResult Result, float[] Values)> TrainAsync(ITransformer model, int parts)
    {
        var head = model.CreateClassificationHead(ToyTask.Classes, Key, dropout: 0);
        using var trained = TrainableModel.WithModules(model, head, PeftModules.Create(Modules, model, Key));
        var result = await TrainAsync(Divided(trained, parts), new RecordingObserver(), Cancel);

        return (result, [.. trained.Parameters.SelectMany(parameter => parameter.Tensor.ToArray())]);
    }

    private static async Task<long> PeakAsync(ManagedEngine engine, ITransformer model, (PeftConfig Config, BatchShape Batch) trial, int parts)
    {
        engine.ForgetPeak();
        await TrainingPeak.TrainAsync(model, trial, task => TrainAsync(
            task with { Config = task.Config with { GradientAccumulation = parts } }, new RecordingObserver(), Cancel));

        return engine.PeakBytes;
    }

    private static ITransformer Load(ManagedEngine engine, BertConfig config)
    {
        using var folder = new TemporaryFolder();
        using (var fresh = BertModel.Create(engine, config, RandomKey.FromSeed(2)))
        {
            fresh.Save(folder.Path, [], ElementType.F32);
        }

        return TransformerLoader.Load(engine, folder.Path, trainable: false);
    }

    private ITransformer WithoutDropout() => Load(_toy.Engine, SmallBert.Config with { HiddenDropout = 0, AttentionDropout = 0 });
}
