using AutoPeft.Peft.Methods.PromptTuning;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Randomness;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Peft;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.FrozenWork;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Packing;
using AutoPeft.Training.Tests.FrozenWork;
using AutoPeft.Training.Tests.Loop;

namespace AutoPeft.Training.Tests.Packing;

/// <summary>Packs are held to the plain version, which trains one trial after the other: the bits are the same.</summary>
public sealed class PackedTrainerTests : IDisposable
{
    private const int Trials = 8;

    private readonly ToyTraining _toy = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _toy.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Trials_of_all_kinds_have_the_bits_that_they_have_alone(int size)
    {
        var alone = new List<int[]>();
        foreach (var trial in Enumerable.Range(0, Trials))
        {
            alone.Add(await TrainAsync(trial, (task, observer) => new Trainer(TimeProvider.System).TrainAsync(task, observer, Cancel)));
        }

        var packed = await TrainTogetherAsync(size);

        Assert.Equal(alone, packed);
    }

    [Fact]
    public async Task Every_method_of_the_catalogue_has_the_bits_that_it_has_alone()
    {
        var configs = Enumerable.Range(0, 32).Select(seed => RandomConfigs.Draw(_toy.Model.Shape, RandomKey.FromSeed(seed))).ToArray();
        var alone = new List<int[]>();
        foreach (var config in configs)
        {
            alone.Add(await TrainAsync(config, (task, observer) => new Trainer(TimeProvider.System).TrainAsync(task, observer, Cancel)));
        }

        var trainer = new PackedTrainer(TimeProvider.System);
        var packed = await Task.WhenAll(configs.Select(config => Task.Run(
            () => TrainAsync(config, (task, observer) => trainer.TrainAsync(task, 32, observer, Cancel)))));

        Assert.Equal(alone, packed);
    }

    [Fact]
    public async Task Trials_go_through_the_model_together()
    {
        var model = new CountingModel(_toy.Model);
        var gate = new TaskCompletionSource();
        var trainer = new PackedTrainer(TimeProvider.System);
        using var first = _toy.WithModules(ToyTraining.AllKinds(0), model);
        using var second = _toy.WithModules(ToyTraining.AllKinds(0), model);

        // The first waits after its first epoch until the second is there.
        var waiting = new GatedObserver(gate.Task);
        var one = trainer.TrainAsync(ToyTraining.Task(first), 2, waiting, Cancel);
        await waiting.Reached.WaitAsync(Cancel);
        var other = trainer.TrainAsync(ToyTraining.Task(second), 2, new RecordingObserver(), Cancel);
        gate.SetResult();
        await Task.WhenAll(one, other);

        Assert.Equal(2 * ToyTraining.Task(first).Config.BatchSize, model.LargestTraining);
    }

    [Fact]
    public async Task A_trial_that_diverges_leaves_the_others_as_they_are()
    {
        var alone = await TrainAsync(0, (task, observer) => new Trainer(TimeProvider.System).TrainAsync(task, observer, Cancel));
        var trainer = new PackedTrainer(TimeProvider.System);
        using var wild = _toy.WithModules(ToyTraining.AllKinds(0));
        var task = ToyTraining.Task(wild);

        var diverging = Task.Run(() => trainer.TrainAsync(
            task with { Config = task.Config with { LearningRate = 1e30, WarmupFraction = 0 } }, 2, new RecordingObserver(), Cancel));
        var bits = await Task.Run(() => TrainAsync(0, (own, observer) => trainer.TrainAsync(own, 2, observer, Cancel)));

        Assert.Equal(TrainingEnd.Diverged, (await diverging).End);
        Assert.Equal(alone, bits);
    }

    [Fact]
    public async Task A_trial_that_is_cancelled_writes_its_checkpoint_and_goes_on_in_another_pack()
    {
        var alone = await TrainAsync(1, (task, observer) => new Trainer(TimeProvider.System).TrainAsync(task, observer, Cancel));
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "checkpoint");
        var trainer = new PackedTrainer(TimeProvider.System);
        var other = Task.Run(() => TrainAsync(0, (task, observer) => trainer.TrainAsync(task, 2, observer, Cancel)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var stopping = new RecordingObserver { OnStep = step => { if (step == 13) { stop.Cancel(); } } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TrainAsync(
            1, (task, _) => trainer.TrainAsync(task with { CheckpointPath = path }, 2, stopping, stop.Token)));
        var bits = await TrainAsync(1, (task, observer) => trainer.TrainAsync(task with { ResumeFrom = path }, 2, observer, Cancel));
        await other;

        Assert.Equal([13], stopping.Checkpoints);
        Assert.Equal(alone, bits);
    }

    [Fact]
    public async Task What_goes_wrong_with_one_observer_is_not_the_others_business()
    {
        var alone = await TrainAsync(0, (task, observer) => new Trainer(TimeProvider.System).TrainAsync(task, observer, Cancel));
        var trainer = new PackedTrainer(TimeProvider.System);
        var failing = new RecordingObserver { OnStep = _ => throw new IOException("gone") };

        var failed = Task.Run(() => TrainAsync(1, (task, _) => trainer.TrainAsync(task, 2, failing, Cancel)));
        var bits = await Task.Run(() => TrainAsync(0, (task, observer) => trainer.TrainAsync(task, 2, observer, Cancel)));

        await Assert.ThrowsAsync<IOException>(() => failed);
        Assert.Equal(alone, bits);
    }

    [Fact]
    public async Task A_whole_model_is_trained_alone()
    {
        using var whole = _toy.Whole();
        using var plain = _toy.Whole();
        await new Trainer(TimeProvider.System).TrainAsync(ToyTraining.Task(plain), new RecordingObserver(), Cancel);

        await new PackedTrainer(TimeProvider.System).TrainAsync(ToyTraining.Task(whole), 4, new RecordingObserver(), Cancel);

        Assert.Equal(ToyTraining.Bits(plain), ToyTraining.Bits(whole));
    }

    [Fact]
    public async Task A_pack_that_does_not_fit_into_memory_goes_on_in_halves_with_the_same_bits()
    {
        using var alone = _toy.WithModules(ToyTraining.AllKinds(0));
        await new Trainer(TimeProvider.System).TrainAsync(ToyTraining.Task(alone), new RecordingObserver(), Cancel);
        var model = new CountingModel(_toy.Model) { MostTogether = 40 }; // two batches of 16, not four
        var gate = new TaskCompletionSource();
        var trainer = new PackedTrainer(TimeProvider.System);
        var trials = Enumerable.Range(0, 4).Select(_ => _toy.WithModules(ToyTraining.AllKinds(0), model)).ToArray();

        // The first waits after its first epoch until the others are there.
        var waiting = new GatedObserver(gate.Task);
        var first = trainer.TrainAsync(ToyTraining.Task(trials[0]), 4, waiting, Cancel);
        await waiting.Reached.WaitAsync(Cancel);
        var others = trials[1..].Select(trial => trainer.TrainAsync(ToyTraining.Task(trial), 4, new RecordingObserver(), Cancel)).ToArray();
        gate.SetResult();
        await Task.WhenAll([first, .. others]);

        Assert.True(model.Refusals > 0);
        Assert.Equal(32, model.LargestTraining);
        Assert.All(trials, trial => Assert.Equal(ToyTraining.Bits(alone), ToyTraining.Bits(trial)));
        foreach (var trial in trials)
        {
            trial.Dispose();
        }
    }

    private async Task<int[][]> TrainTogetherAsync(int size)
    {
        var trainer = new PackedTrainer(TimeProvider.System);

        return await Task.WhenAll(Enumerable.Range(0, Trials).Select(trial => Task.Run(
            () => TrainAsync(trial, (task, observer) => trainer.TrainAsync(task, size, observer, Cancel)))));
    }

    /// <summary>Trials that differ in everything that trials may differ in.</summary>
    private async Task<int[]> TrainAsync(int trial, Func<TrainingTask, ITrainingObserver, Task<TrainingResult>> train)
    {
        var layers = SmallBert.Config.Layers;
        var lowest = trial % (layers + 1);
        using var model = trial switch
        {
            7 => _toy.WithModules(PeftConfig.Uniform([0], new PromptTuningConfig { PromptLength = 3 })),
            _ when lowest == layers => _toy.HeadOnly(),
            _ => _toy.WithModules(ToyTraining.AllKinds(lowest)),
        };
        var task = ToyTraining.Task(model);
        var config = task.Config with
        {
            LearningRate = 1e-3 * (trial + 1),
            BatchSize = 9 + trial,
            Epochs = 2 + (trial % 3),
            Patience = trial == 5 ? 1 : null,
        };
        var cache = trial % 2 == 0 ? new FrozenStateCache(long.MaxValue) : null;
        await train(task with { Config = config, Key = RandomKey.FromSeed(trial), FrozenStates = cache }, new RecordingObserver());

        return [.. ToyTraining.Bits(model)];
    }

    private async Task<int[]> TrainAsync(PeftConfig config, Func<TrainingTask, ITrainingObserver, Task<TrainingResult>> train)
    {
        using var model = _toy.WithModules(config);
        var task = ToyTraining.Task(model);
        await train(task with { Config = task.Config with { Epochs = 1 } }, new RecordingObserver());

        return [.. ToyTraining.Bits(model)];
    }

    private sealed class GatedObserver(Task gate) : ITrainingObserver
    {
        private readonly TaskCompletionSource _reached = new();

        public Task Reached => _reached.Task;

        public void StepTaken(int step, int totalSteps)
        {
        }

        public async ValueTask<bool> EpochMeasuredAsync(EpochMeasurement measurement, CancellationToken cancellationToken)
        {
            _reached.TrySetResult();
            await gate;

            return true;
        }

        public ValueTask CheckpointWrittenAsync(int step, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
