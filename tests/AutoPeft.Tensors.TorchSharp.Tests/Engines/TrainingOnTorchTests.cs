#if TORCHSHARP
using AutoPeft.Models;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.Tensors.TorchSharp.Engines;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Tensors.TorchSharp.Tests.Engines;

/// <summary>Whole trainings, dropout included: both engines draw the same masks.</summary>
public sealed class TrainingOnTorchTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task It_trains_as_the_managed_engine_does_in_one_part_and_in_several(int parts, bool recompute)
    {
        using var managed = new ManagedEngine();
        using var torch = new TorchEngine(new TorchEngineOptions(Recompute: recompute));

        var expected = await TrainAsync(managed, parts);
        var result = await TrainAsync(torch, parts);

        Assert.Equal(TrainingEnd.Finished, result.End);
        Assert.All(expected.History.Zip(result.History), epochs =>
        {
            Assert.Equal(epochs.First.TrainingLoss, epochs.Second.TrainingLoss, 1e-3);
            Assert.Equal(epochs.First.ValidationLoss, epochs.Second.ValidationLoss, 1e-3);
        });
    }

    private static async Task<TrainingResult> TrainAsync(ITensorEngine engine, int parts)
    {
        using var model = SmallBert.Frozen(engine);
        var config = PeftConfig.Uniform(
            [1, 2], new LoraConfig { Rank = 2, DropoutFraction = 0.1 }, new SerialAdapterConfig { BottleneckSize = 3 }, new PrefixTuningConfig { PrefixLength = 2 });
        using var trained = TrainableModel.WithModules(model, model.CreateClassificationHead(ToyTask.Classes, Key), PeftModules.Create(config, model, Key));
        var task = new TrainingTask
        {
            Model = trained,
            Train = ToyTask.Rows(1, 60),
            Validation = ToyTask.Rows(2, 20),
            Metric = new AccuracyMetric(),
            Config = new TrainingConfig { Epochs = 2, BatchSize = 12, GradientAccumulation = parts },
            Key = Key,
        };

        return await new Trainer(TimeProvider.System).TrainAsync(task, new RecordingObserver(), TestContext.Current.CancellationToken);
    }
}
#endif
