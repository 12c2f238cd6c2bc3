#if TORCHSHARP
using AutoPeft.Models;
using AutoPeft.Models.Extensions;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Operations;
using AutoPeft.Tensors.TorchSharp.Engines;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;
using TorchSharp;

namespace AutoPeft.Tensors.TorchSharp.Tests.Engines;

/// <summary>Counts tensors of the thread: what is made must be freed, without the help of the garbage collector.</summary>
public sealed class TorchEngineMemoryTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    [Theory]
    [InlineData(false, ComputePrecision.Full)]
    [InlineData(true, ComputePrecision.Full)]
    [InlineData(false, ComputePrecision.BrainFloat)]
    [InlineData(true, ComputePrecision.BrainFloat)]
    public void Trials_leave_nothing_behind(bool recompute, ComputePrecision precision)
    {
        var options = new TorchEngineOptions(Precision: precision, Recompute: recompute);
        var left = OnThreadOfItsOwn(() =>
        {
            using var engine = new TorchEngine(options);
            using var model = SmallBert.Frozen(engine);
            Train(engine, model); // makes what the frozen model keeps: the 16-bit forms of its weights
            var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            Train(engine, model);
            Train(engine, model);

            return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        });

        Assert.Equal(0, left);
    }

    [Fact]
    public void An_engine_and_its_models_leave_nothing_behind() => Assert.Equal(0, OnThreadOfItsOwn(() =>
    {
        using (var engine = new TorchEngine())
        {
            using var model = SmallBert.Trainable(engine);
            using var scope = engine.StepScope();
            model.Encode(ToyTask.Rows(1, 4).Batch([0, 1, 2, 3]), ForwardContext.Evaluation).Sum().Backward();
        }

        return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
    }));

    [Fact]
    public void Layers_computed_again_keep_fewer_tensors_alive()
    {
        Assert.True(LiveAfterForward(recompute: true) < LiveAfterForward(recompute: false));
    }

    private static long LiveAfterForward(bool recompute) => OnThreadOfItsOwn(() =>
    {
        using var engine = new TorchEngine(new TorchEngineOptions(Recompute: recompute));
        using var x = engine.Parameter(new float[64], new(8, 8));
        using var scope = engine.StepScope();
        Tensor hidden = x;
        for (var layer = 0; layer < 6; layer++)
        {
            hidden = engine.Recompute(hidden, input => input.Gelu().Tanh().Sigmoid().Gelu().Tanh());
        }

        var live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        hidden.Sum().Backward();
        return live;
    });

    private static void Train(TorchEngine engine, ITransformer model)
    {
        var config = PeftConfig.Uniform(
            [1, 2], new LoraConfig { Rank = 2, DropoutFraction = 0.1 }, new SerialAdapterConfig { BottleneckSize = 3 }, new PrefixTuningConfig { PrefixLength = 2 });
        using var trained = TrainableModel.WithModules(model, model.CreateClassificationHead(ToyTask.Classes, Key), PeftModules.Create(config, model, Key));
        var task = new TrainingTask
        {
            Model = trained,
            Train = ToyTask.Rows(1, 40),
            Validation = ToyTask.Rows(2, 20),
            Metric = new AccuracyMetric(),
            Config = new TrainingConfig { Epochs = 2, BatchSize = 8 },
            Key = Key,
            FrozenStates = new FrozenStateCache(1 << 20),
        };

        // Nothing in it waits, so all of it happens on this thread.
        var result = new Trainer(TimeProvider.System).TrainAsync(task, new RecordingObserver(), CancellationToken.None);
        Assert.True(result.IsCompletedSuccessfully);
        Assert.Equal(TrainingEnd.Finished, result.GetAwaiter().GetResult().End);
    }

    private static long OnThreadOfItsOwn(Func<long> work)
    {
        var result = 0L;
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();

        return result;
    }
}
#endif
