using AutoPeft.Models.Structure;
using AutoPeft.Peft.Methods.Adalora;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;
using AutoPeft.Training.Loop;

namespace AutoPeft.Training.Tests.Loop;

public sealed class ResumeTests : IDisposable
{
    private readonly ToyTraining _toy = new();
    private readonly TemporaryFolder _folder = new();

    private string Checkpoint => _folder.File("training.checkpoint");

    public void Dispose()
    {
        _toy.Dispose();
        _folder.Dispose();
    }

    // With modules that remember something of the training beside what is trained.
    private static PeftConfig Modules { get; } = PeftConfig.Of(ToyTraining.AllKinds(1).Placements.Append(
        new(1, new AdaloraConfig { Rank = 1, InitialRank = 2, Interval = 3, Targets = [ModuleKind.Key] })));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)] // the end of the first epoch, before it is measured
    [InlineData(24)]
    public async Task A_training_cancelled_in_any_step_and_continued_gives_the_same_bits(int step)
    {
        using var whole = _toy.WithModules(Modules);
        var expected = await TrainAsync(Task(whole), new RecordingObserver());

        await CancelAsync(step);
        using var resumed = _toy.WithModules(Modules);
        var result = await TrainAsync(Task(resumed) with { ResumeFrom = Checkpoint }, new RecordingObserver());

        Assert.Equal(ToyTraining.Bits(whole), ToyTraining.Bits(resumed));
        Assert.Equal(WithoutTimes(expected), WithoutTimes(result));
    }

    [Fact]
    public async Task A_training_killed_after_an_epoch_continues_from_that_epoch()
    {
        using var whole = _toy.HeadOnly();
        await TrainAsync(Task(whole), new RecordingObserver());
        using var killed = _toy.HeadOnly();
        await Assert.ThrowsAsync<InvalidOperationException>(() => TrainAsync(
            Task(killed), new RecordingObserver { OnStep = step => ThrowIf(step == 17) }));

        using var resumed = _toy.HeadOnly();
        var observer = new RecordingObserver();
        await TrainAsync(Task(resumed) with { ResumeFrom = Checkpoint }, observer);

        Assert.Equal(20, observer.Steps);
        Assert.Equal([2, 3], observer.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal([20, 30], observer.Checkpoints);
        Assert.Equal(ToyTraining.Bits(whole), ToyTraining.Bits(resumed));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(24)]
    public async Task The_checkpoint_of_a_cancelled_training_is_told_of(int step)
    {
        var observer = await CancelAsync(step);

        Assert.Equal(step, observer.Checkpoints[^1]);
    }

    [Fact]
    public async Task A_training_cancelled_before_its_first_step_leaves_nothing_to_continue_from()
    {
        using var model = _toy.HeadOnly();
        var observer = new RecordingObserver();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Trainer(TimeProvider.System).TrainAsync(Task(model), observer, new CancellationToken(canceled: true)));

        Assert.Empty(observer.Checkpoints);
    }

    [Fact]
    public async Task A_finished_training_is_not_trained_again()
    {
        using var model = _toy.HeadOnly();
        var first = await TrainAsync(Task(model), new RecordingObserver());
        var observer = new RecordingObserver();

        using var again = _toy.HeadOnly();
        var second = await TrainAsync(Task(again) with { ResumeFrom = Checkpoint }, observer);

        Assert.Equal(0, observer.Steps);
        Assert.Equal(ToyTraining.Bits(model), ToyTraining.Bits(again));
        Assert.True(second.Elapsed >= first.History[^1].Elapsed);
    }

    [Fact]
    public async Task A_checkpoint_of_another_training_is_refused()
    {
        await CancelAsync(5);

        using var other = _toy.WithModules(ToyTraining.AllKinds(2));
        var error = await Assert.ThrowsAsync<InvalidInputException>(
            () => TrainAsync(Task(other) with { ResumeFrom = Checkpoint }, new RecordingObserver()));

        Assert.Contains("belongs to a training with other", Assert.Single(error.Faults).Message);
        Assert.Equal(Checkpoint, error.Faults[0].Place.Source);
    }

    [Fact]
    public async Task A_checkpoint_of_other_batches_of_the_same_rows_is_refused()
    {
        await CancelAsync(5);

        using var model = _toy.WithModules(Modules);
        await Assert.ThrowsAsync<InvalidInputException>(
            () => TrainAsync(Task(model) with { ResumeFrom = Checkpoint, GroupsByLength = false }, new RecordingObserver()));
    }

    [Fact]
    public async Task What_an_earlier_attempt_predicted_is_not_known_any_more()
    {
        using var killed = _toy.HeadOnly();
        await Assert.ThrowsAsync<InvalidOperationException>(() => TrainAsync(
            Unchanging(killed), new RecordingObserver { OnStep = step => ThrowIf(step == 17) }));

        using var resumed = _toy.HeadOnly();
        var result = await TrainAsync(Unchanging(resumed) with { ResumeFrom = Checkpoint }, new RecordingObserver());

        Assert.Equal(1, result.Best!.Epoch);
        Assert.Null(result.BestEvaluation);
    }

    [Theory]
    [InlineData(3)] // measured within an epoch after this step
    [InlineData(17)]
    public async Task A_training_that_is_measured_within_epochs_continues_to_the_same_bits(int step)
    {
        using var whole = _toy.WithModules(Modules);
        var expected = await TrainAsync(Task(whole), new RecordingObserver());
        using var cancelled = _toy.WithModules(Modules);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Trainer(TimeProvider.System).TrainAsync(
            Measured(cancelled), new RecordingObserver { OnStep = now => CancelIf(now == step, cancellation) }, cancellation.Token));

        using var resumed = _toy.WithModules(Modules);
        var observer = new RecordingObserver();
        var result = await TrainAsync(Measured(resumed) with { ResumeFrom = Checkpoint }, observer);

        Assert.Equal(ToyTraining.Bits(whole), ToyTraining.Bits(resumed));
        Assert.Equal(WithoutTimes(expected), WithoutTimes(result));
        Assert.Equal(new[] { 3, 9, 27 }.Where(measured => measured >= step), observer.Within.Select(measurement => measurement.Step));
    }

    private async Task<RecordingObserver> CancelAsync(int step)
    {
        using var cancellation = new CancellationTokenSource();
        using var model = _toy.WithModules(Modules);
        var observer = new RecordingObserver { OnStep = now => CancelIf(now == step, cancellation) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Trainer(TimeProvider.System).TrainAsync(Task(model), observer, cancellation.Token));
        Assert.Equal(step, observer.Steps);

        return observer;
    }

    private static void CancelIf(bool condition, CancellationTokenSource cancellation)
    {
        if (condition)
        {
            cancellation.Cancel();
        }
    }

    private static void ThrowIf(bool condition)
    {
        if (condition)
        {
            throw new InvalidOperationException("Killed.");
        }
    }

    private TrainingTask Task(TrainableModel model) => ToyTraining.Task(model) with { CheckpointPath = Checkpoint };

    /// <summary>With a rate too small to change any prediction: the first epoch stays the best.</summary>
    private TrainingTask Unchanging(TrainableModel model) => Task(model) with { Config = ToyTraining.Task(model).Config with { LearningRate = 1e-12 } };

    private static Task<TrainingResult> TrainAsync(TrainingTask task, RecordingObserver observer) =>
        new Trainer(TimeProvider.System).TrainAsync(task, observer, TestContext.Current.CancellationToken);

    private static IEnumerable<EpochMeasurement> WithoutTimes(TrainingResult result) =>
        result.History.Select(epoch => epoch with { Elapsed = TimeSpan.Zero });

    private TrainingTask Measured(TrainableModel model) => Task(model) with { MeasuredSteps = [3, 9, 27] };
}
