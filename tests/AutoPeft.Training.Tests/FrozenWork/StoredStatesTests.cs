using AutoPeft.Models;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Data;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Tests.Loop;

namespace AutoPeft.Training.Tests.FrozenWork;

/// <summary>
/// Stored states are held to the plain version that computes them for every batch: the bits are the same.
/// </summary>
public sealed class StoredStatesTests : IDisposable
{
    private readonly ToyTraining _toy = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _toy.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void States_of_a_batch_are_those_computed_for_it(int layers)
    {
        using var computed = new ComputedStates(_toy.Model, layers);
        using var stored = new StoredStates(_toy.Engine, new FrozenStateCache(long.MaxValue).Acquire(_toy.Model, ToyTraining.Train, layers, Cancel)!);

        foreach (var rows in BatchPlan.ForTraining(ToyTraining.Train, 7, default))
        {
            using var scope = _toy.Engine.StepScope();
            var batch = ToyTraining.Train.Batch(rows);

            var expected = computed.States(rows, batch, default!).ToArray();
            var actual = stored.States(rows, batch, default!).ToArray();

            var width = SmallBert.Config.HiddenSize;
            Assert.All(Enumerable.Range(0, rows.Length), b => Assert.Equal(
                expected.AsSpan(b * batch.Length * width, batch.Lengths[b] * width).ToArray(),
                actual.AsSpan(b * batch.Length * width, batch.Lengths[b] * width).ToArray()));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_training_gives_the_same_bits_with_and_without_stored_states(int lowest)
    {
        var plain = await TrainAsync(lowest, cache: null);
        var stored = await TrainAsync(lowest, new FrozenStateCache(long.MaxValue));

        Assert.Equal(plain, stored);
    }

    [Fact]
    public async Task Epochs_and_trials_pass_the_frozen_layers_once()
    {
        var cache = new FrozenStateCache(long.MaxValue);
        var model = new CountingModel(_toy.Model);

        await TrainAsync(2, cache, model);
        await TrainAsync(2, cache, model);

        var rows = ToyTraining.Train.Count + ToyTraining.Validation.Count;
        Assert.Equal([rows, rows, 2 * 3 * rows], model.Passes);
    }

    private async Task<int[]> TrainAsync(int lowest, FrozenStateCache? cache, ITransformer? model = null)
    {
        using var trainable = lowest == SmallBert.Config.Layers
            ? _toy.HeadOnly()
            : _toy.WithModules(ToyTraining.AllKinds(lowest), model);
        var task = ToyTraining.Task(trainable) with { FrozenStates = cache };
        await new Trainer(TimeProvider.System).TrainAsync(task, new RecordingObserver(), Cancel);

        return [.. ToyTraining.Bits(trainable)];
    }
}
