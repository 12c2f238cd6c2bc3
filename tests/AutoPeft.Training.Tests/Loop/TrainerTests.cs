using AutoPeft.Peft.Methods.Lora;
using AutoPeft.Peft.Placement;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Loop;
using AutoPeft.Training.Packing;

namespace AutoPeft.Training.Tests.Loop;

public sealed class TrainerTests : IDisposable
{
    private readonly ToyTraining _toy = new();
    private readonly RecordingObserver _observer = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _toy.Dispose();

    [Fact]
    public async Task Modules_and_head_learn_the_task()
    {
        using var model = _toy.WithModules(PeftConfig.Uniform([0, 1, 2], new LoraConfig { Rank = 4 }));

        var result = await TrainAsync(Epochs(ToyTraining.Task(model), 10));

        Assert.Equal(TrainingEnd.Finished, result.End);
        Assert.InRange(result.Best!.Metric, 0.75, 1); // 0.33 by chance
        Assert.True(result.History[^1].TrainingLoss < 0.5 * result.History[0].TrainingLoss);
    }

    [Fact]
    public async Task A_head_alone_leaves_the_model_as_it_was()
    {
        using var model = _toy.HeadOnly();
        var before = _toy.Model.Weights.SelectMany(weight => weight.Tensor.ToArray()).ToArray();

        var result = await TrainAsync(Epochs(ToyTraining.Task(model), 10));

        Assert.InRange(result.Best!.Metric, 0.45, 1);
        Assert.Equal(before, _toy.Model.Weights.SelectMany(weight => weight.Tensor.ToArray()));
    }

    [Fact]
    public async Task A_whole_model_learns_the_task()
    {
        using var model = _toy.Whole();
        var task = Epochs(ToyTraining.Task(model), 6);

        var result = await TrainAsync(task with { Config = task.Config with { LearningRate = 5e-3 } });

        Assert.InRange(result.Best!.Metric, 0.9, 1);
    }

    [Fact]
    public async Task Every_step_and_epoch_is_reported()
    {
        using var model = _toy.HeadOnly();

        var result = await TrainAsync(ToyTraining.Task(model));

        Assert.Equal(30, _observer.Steps);
        Assert.Equal([10, 20, 30], _observer.Epochs.Select(epoch => epoch.Step));
        Assert.Equal(result.History, _observer.Epochs);
        Assert.Equal(30, result.Steps);
    }

    [Fact]
    public async Task The_state_of_the_best_epoch_is_kept()
    {
        using var model = _toy.WithModules(ToyTraining.AllKinds(1));
        var task = ToyTraining.Task(model);

        // So high a rate that the metric goes up and down.
        var result = await TrainAsync(task with { Config = task.Config with { Epochs = 6, LearningRate = 0.05 } });

        var evaluation = Evaluator.Evaluate(model, ToyTraining.Validation, cache: null, Cancel);
        var measured = task.Metric.Measure(evaluation);
        Assert.Equal(result.Best!.Metric, measured);
        Assert.Equal(result.BestEvaluation!.Predictions, evaluation.Predictions);
        Assert.Equal(result.BestEvaluation.Loss, evaluation.Loss);
        Assert.NotEqual(result.History[^1].Metric, measured);
    }

    [Fact]
    public async Task Patience_counts_epochs_without_improvement()
    {
        using var model = _toy.HeadOnly();
        var task = ToyTraining.Task(model);

        // A rate too small to change any prediction: the first epoch stays the best.
        var result = await TrainAsync(task with { Config = task.Config with { Epochs = 9, LearningRate = 1e-12, Patience = 2 } });

        Assert.Equal(TrainingEnd.EarlyStopped, result.End);
        Assert.Equal(3, result.History.Length);
        Assert.Equal(1, result.Best!.Epoch);
    }

    [Fact]
    public async Task The_observer_may_end_it()
    {
        using var model = _toy.HeadOnly();

        var result = await new Trainer(TimeProvider.System)
            .TrainAsync(ToyTraining.Task(model), new RecordingObserver { StopAfterEpoch = 2 }, Cancel);

        Assert.Equal(TrainingEnd.Stopped, result.End);
        Assert.Equal(20, result.Steps);
    }

    [Fact]
    public async Task A_number_that_is_not_finite_ends_it_with_the_step()
    {
        using var model = _toy.HeadOnly();
        var task = ToyTraining.Task(model);
        var spoil = new RecordingObserver
        {
            OnStep = step => model.Parameters[0].Tensor.CopyFrom(Enumerable.Repeat(step == 4 ? float.NaN : 0.1f, 16 * 16).ToArray()),
        };

        var result = await new Trainer(TimeProvider.System).TrainAsync(task, spoil, Cancel);

        Assert.Equal(TrainingEnd.Diverged, result.End);
        Assert.Equal("The loss was NaN in step 5.", result.Reason);
    }

    [Fact]
    public async Task A_rate_far_too_high_diverges_or_ends_but_never_throws()
    {
        using var model = _toy.WithModules(ToyTraining.AllKinds(0));
        var task = ToyTraining.Task(model);

        var result = await TrainAsync(task with { Config = task.Config with { LearningRate = 1e30 } });

        Assert.Equal(TrainingEnd.Diverged, result.End);
    }

    [Fact]
    public async Task Equal_tasks_give_equal_bits_for_any_number_of_threads()
    {
        var one = await BitsAsync(new ToyTraining(threads: 1));

        Assert.Equal(one, await BitsAsync(new ToyTraining(threads: 1)));
        Assert.Equal(one, await BitsAsync(new ToyTraining(threads: 3)));
    }

    [Fact]
    public async Task Another_key_gives_another_result()
    {
        using var first = _toy.HeadOnly();
        using var second = _toy.HeadOnly();
        var task = ToyTraining.Task(second);

        await TrainAsync(ToyTraining.Task(first));
        await TrainAsync(task with { Key = task.Key.For(1) });

        Assert.NotEqual(ToyTraining.Bits(first), ToyTraining.Bits(second));
    }

    [Fact]
    public async Task Trainings_that_share_a_model_at_the_same_time_do_not_disturb_each_other()
    {
        var alone = await BitsAsync(new ToyTraining());
        using var models = new ModelSet([.. Enumerable.Range(0, 4).Select(_ => _toy.WithModules(ToyTraining.AllKinds(1)))]);

        await Task.WhenAll(models.All.Select(model => Task.Run(() => TrainAsync(ToyTraining.Task(model), new RecordingObserver()), Cancel)));

        Assert.All(models.All, model => Assert.Equal(alone, ToyTraining.Bits(model)));
    }

    private static async Task<int[]> BitsAsync(ToyTraining toy)
    {
        using (toy)
        {
            using var model = toy.WithModules(ToyTraining.AllKinds(1));
            await TrainAsync(ToyTraining.Task(model), new RecordingObserver());

            return [.. ToyTraining.Bits(model)];
        }
    }

    [Fact]
    public async Task Within_epochs_it_is_measured_after_the_steps_that_are_asked_for_and_trained_as_without()
    {
        using var plain = _toy.WithModules(ToyTraining.AllKinds(1));
        await new Trainer(TimeProvider.System).TrainAsync(ToyTraining.Task(plain), new RecordingObserver(), Cancel);
        using var model = _toy.WithModules(ToyTraining.AllKinds(1));

        await TrainAsync(ToyTraining.Task(model) with { MeasuredSteps = [4, 10, 12, 500] });

        Assert.Equal([4, 12], _observer.Within.Select(measurement => measurement.Step));
        Assert.Equal([10, 20, 30], _observer.Epochs.Select(epoch => epoch.Step));
        Assert.NotEqual(_observer.Within[0].ValidationLoss, _observer.Within[1].ValidationLoss);
        Assert.Equal(ToyTraining.Bits(plain), ToyTraining.Bits(model));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_training_may_be_stopped_within_an_epoch_alone_and_in_a_pack(int pack)
    {
        using var model = _toy.HeadOnly();
        var observer = new RecordingObserver { StopAfterStep = 14 };

        var result = await new PackedTrainer(TimeProvider.System).TrainAsync(
            ToyTraining.Task(model) with { MeasuredSteps = [3, 14, 25] }, pack, observer, Cancel);

        Assert.Equal((TrainingEnd.Stopped, 14, "Stopped after step 14."), (result.End, result.Steps, result.Reason));
        Assert.Equal([3, 14], observer.Within.Select(measurement => measurement.Step));
    }

    [Fact]
    public async Task Some_of_the_rows_are_trained_on_like_a_dataset_of_them_alone()
    {
        using var alone = _toy.WithModules(ToyTraining.AllKinds(1));
        var few = ToyTraining.Task(alone) with { Train = ToyTask.Rows(1, 50) };
        var expected = await new Trainer(TimeProvider.System).TrainAsync(few, new RecordingObserver(), Cancel);
        using var model = _toy.WithModules(ToyTraining.AllKinds(1));

        var result = await TrainAsync(ToyTraining.Task(model) with { TrainRows = [.. Enumerable.Range(0, 50)] });

        Assert.Equal(12, result.Steps);
        Assert.Equal(expected.History.Select(epoch => epoch.TrainingLoss), result.History.Select(epoch => epoch.TrainingLoss));
        Assert.Equal(ToyTraining.Bits(alone), ToyTraining.Bits(model));
    }

    private static TrainingTask Epochs(TrainingTask task, int epochs) => task with { Config = task.Config with { Epochs = epochs } };

    private Task<TrainingResult> TrainAsync(TrainingTask task) => TrainAsync(task, _observer);

    private static Task<TrainingResult> TrainAsync(TrainingTask task, RecordingObserver observer) =>
        new Trainer(TimeProvider.System).TrainAsync(task, observer, Cancel);

    private sealed class ModelSet(TrainableModel[] all) : IDisposable
    {
        public TrainableModel[] All { get; } = all;

        public void Dispose() => Array.ForEach(All, model => model.Dispose());
    }
}
