using AutoPeft.Models;
using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Methods.ParallelAdapter;
using AutoPeft.Peft.Methods.PrefixTuning;
using AutoPeft.Peft.Methods.SerialAdapter;
using AutoPeft.Peft.Modules;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Data;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Metrics;

namespace AutoPeft.Training.Tests.Loop;

/// <summary>Trainings of a tiny model on a toy task.</summary>
internal sealed class ToyTraining : IDisposable
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    public ToyTraining(int threads = 1)
    {
        Engine = new ManagedEngine(new ManagedEngineOptions(threads));
        Model = SmallBert.Frozen(Engine);
    }

    public static EncodedDataset Train { get; } = ToyTask.Rows(1, 160);

    public static EncodedDataset Validation { get; } = ToyTask.Rows(2, 90);

    public ManagedEngine Engine { get; }

    public ITransformer Model { get; }

    /// <summary>Every kind of module in the layers from <paramref name="lowest"/> on.</summary>
    public static PeftConfig AllKinds(int lowest) => PeftConfig.Uniform(
        Enumerable.Range(lowest, SmallBert.Config.Layers - lowest),
        new LoraConfig { Rank = 2, DropoutFraction = 0.1 },
        new SerialAdapterConfig { BottleneckSize = 4 },
        new ParallelAdapterConfig { BottleneckSize = 4 },
        new PrefixTuningConfig { PrefixLength = 2 });

    public static TrainingTask Task(TrainableModel model) => new()
    {
        Model = model,
        Train = Train,
        Validation = Validation,
        Metric = new AccuracyMetric(),
        Config = new TrainingConfig { Epochs = 3, BatchSize = 16, LearningRate = 1e-2 },
        Key = Key.For("training"),
    };

    public TrainableModel HeadOnly() => TrainableModel.HeadOnly(Model, Model.CreateClassificationHead(ToyTask.Classes, Key));

    public TrainableModel WithModules(PeftConfig config, ITransformer? model = null) => TrainableModel.WithModules(
        model ?? Model, Model.CreateClassificationHead(ToyTask.Classes, Key), PeftModules.Create(config, Model, Key));

    public TrainableModel Whole()
    {
        var model = SmallBert.Trainable(Engine);

        return TrainableModel.Whole(model, model.CreateClassificationHead(ToyTask.Classes, Key));
    }

    public void Dispose()
    {
        Model.Dispose();
        Engine.Dispose();
    }

    /// <summary>The bits of everything trained.</summary>
    public static IEnumerable<int> Bits(TrainableModel model) =>
        model.Parameters.SelectMany(parameter => parameter.Tensor.ToArray()).Select(BitConverter.SingleToInt32Bits);
}
