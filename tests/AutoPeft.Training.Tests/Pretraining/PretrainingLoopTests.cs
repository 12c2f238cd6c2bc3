using AutoPeft.Primitives.Faults;
using AutoPeft.Tensors.Engines;
using AutoPeft.Training.Pretraining;

namespace AutoPeft.Training.Tests.Pretraining;

public sealed class PretrainingLoopTests : IDisposable
{
    private readonly ManagedEngine _engine = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("autopeft-").FullName;

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_training_interrupted_twice_ends_with_the_same_bits_as_an_uninterrupted_one()
    {
        using var whole = TinyPretraining.Start(_engine);
        Loop(whole, "whole").Train(new PretrainingLimits(), null, CancellationToken.None);

        Assert.Equal(PretrainingEnd.Cancelled, TrainUntil(11).End);
        Assert.Equal(PretrainingEnd.Cancelled, TrainUntil(26).End);
        using var last = TinyPretraining.Start(_engine);
        var outcome = Loop(last, "parts").Train(new PretrainingLimits(), null, CancellationToken.None);

        Assert.Equal((PretrainingEnd.Completed, 40), (outcome.End, outcome.Step));
        Assert.Equal(TinyPretraining.WeightsOf(whole), TinyPretraining.WeightsOf(last));
    }

    [Fact]
    public void Progress_counts_steps_and_carries_the_latest_measurement()
    {
        using var training = TinyPretraining.Start(_engine);
        var reports = new List<PretrainingProgress>();
        var limits = new PretrainingLimits { ReportInterval = 10, EvaluationInterval = 20 };

        Loop(training, "a").Train(limits, reports.Add, CancellationToken.None);

        Assert.Equal([10, 20, 30, 40], reports.Select(report => report.Step));
        Assert.Null(reports[0].HeldOut);
        Assert.Equal(reports[1].HeldOut, reports[2].HeldOut);
        Assert.All(reports, report => Assert.True(report.TokensPerSecond > 0));
    }

    [Fact]
    public void When_the_time_is_up_it_pauses_with_a_checkpoint()
    {
        using var training = TinyPretraining.Start(_engine);

        var outcome = Loop(training, "a").Train(
            new PretrainingLimits { Duration = TimeSpan.Zero }, null, CancellationToken.None);

        Assert.Equal((PretrainingEnd.Paused, 0), (outcome.End, outcome.Step));
        Assert.True(File.Exists(Path.Combine(_folder, "a")));
    }

    [Fact]
    public void The_checkpoint_of_another_training_is_refused()
    {
        using var training = TinyPretraining.Start(_engine);
        Loop(training, "a").Train(new PretrainingLimits { Duration = TimeSpan.Zero }, null, CancellationToken.None);
        var other = new PretrainingLoop(training, Path.Combine(_folder, "a"), "other", TimeProvider.System);

        Assert.Throws<InvalidInputException>(() => other.Train(new PretrainingLimits(), null, CancellationToken.None));
    }

    [Fact]
    public void A_cut_checkpoint_is_refused()
    {
        using var training = TinyPretraining.Start(_engine);
        Loop(training, "a").Train(new PretrainingLimits { Duration = TimeSpan.Zero }, null, CancellationToken.None);
        using (var stream = File.OpenWrite(Path.Combine(_folder, "a")))
        {
            stream.SetLength(stream.Length / 2);
        }

        Assert.Throws<InvalidInputException>(
            () => Loop(training, "a").Train(new PretrainingLimits(), null, CancellationToken.None));
    }

    [Fact]
    public void A_training_that_diverges_says_so()
    {
        using var training = TinyPretraining.Start(_engine);
        var weight = training.Model.Weights[0].Tensor;
        weight.CopyFrom([.. Enumerable.Repeat(float.NaN, weight.Shape.Count)]);

        var outcome = Loop(training, "a").Train(new PretrainingLimits(), null, CancellationToken.None);

        Assert.Equal(PretrainingEnd.Diverged, outcome.End);
        Assert.False(File.Exists(Path.Combine(_folder, "a")));
    }

    private PretrainingOutcome TrainUntil(int step)
    {
        using var stop = new CancellationTokenSource();
        using var training = TinyPretraining.Start(_engine);

        return Loop(training, "parts").Train(
            new PretrainingLimits { ReportInterval = 1 },
            report => (report.Step == step ? stop.Cancel : (Action)(() => { }))(),
            stop.Token);
    }

    private PretrainingLoop Loop(MaskedLanguageTraining training, string name) =>
        new(training, Path.Combine(_folder, name), "tiny", TimeProvider.System);
}
