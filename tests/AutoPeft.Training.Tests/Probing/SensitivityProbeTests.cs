using System.Collections.Immutable;
using AutoPeft.Models;
using AutoPeft.Models.Heads;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Tensors.Engines;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Data;
using AutoPeft.Training.Probing;

namespace AutoPeft.Training.Tests.Probing;

public sealed class SensitivityProbeTests : IDisposable
{
    private readonly ManagedEngine _engine = new(new() { Threads = 1 });
    private readonly EncodedDataset _data = ToyTask.Rows(1, 40);
    private readonly ITransformer _model;
    private readonly ITaskHead _head;

    public SensitivityProbeTests()
    {
        _model = SmallBert.Trainable(_engine);
        _head = _model.CreateClassificationHead(ToyTask.Classes, RandomKey.FromSeed(1), dropout: 0);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _head.Dispose();
        _model.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public void For_a_single_row_the_fisher_information_is_the_squared_gradient() =>
        Assert.All(
            new SensitivityProbe(_model, _head, _data).Measure([[3]], Cancel),
            module => Assert.Equal(1, module.Fisher / (module.GradientNorm * module.GradientNorm), 1e-4));

    [Fact]
    public void Two_measurements_do_not_add_up()
    {
        var probe = new SensitivityProbe(_model, _head, _data);

        Assert.Equal(probe.Measure([[0, 1], [2, 3]], Cancel), probe.Measure([[0, 1], [2, 3]], Cancel));
    }

    [Fact]
    public void Only_the_head_is_trained()
    {
        var before = _model.Weights.Select(weight => weight.Tensor.ToArray()).ToArray();
        var probe = new SensitivityProbe(_model, _head, _data);
        ImmutableArray<ImmutableArray<int>> batches = [[0, 1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13, 14, 15]];

        var first = probe.TrainHead(batches, passes: 1, Cancel);
        var later = probe.TrainHead(batches, passes: 20, Cancel);

        Assert.True(later < first, $"From {first} to {later}.");
        Assert.All(_model.Weights.Zip(before), pair => Assert.Equal(pair.Second, pair.First.Tensor.ToArray()));
    }
}
