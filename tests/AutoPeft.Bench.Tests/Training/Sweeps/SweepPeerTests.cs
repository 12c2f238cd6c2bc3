using AutoPeft.Bench.Training;
using AutoPeft.Bench.Training.Sweeps;
using AutoPeft.Primitives.Faults;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Training;

namespace AutoPeft.Bench.Tests.Training.Sweeps;

public sealed class SweepPeerTests
{
    private const string Space = """
          serial_adapter: { bottleneck_size: { choices: [0, 3] } }
          parallel_adapter: { bottleneck_size: { choices: [0, 5] } }
          prefix_tuning: { prefix_length: { choices: [0, 2] } }
        """;

    [Fact]
    public async Task PyTorch_trains_the_same_trials_to_the_same_losses_where_nothing_is_dropped()
    {
        Assert.SkipUnless(TimedProcess.HasPytorch, "There is no PyTorch.");
        using var folder = new TemporaryFolder();
        var study = SmallStudy.Write(folder, Space, dropout: 0);
        var trials = new SweepTrials(study, seed: 3, TimeProvider.System);

        var result = await new SweepPeer(trials, new(blas: null), TimeProvider.System)
            .MeasureAsync(..6, new(SweepSharing.UsualStoredBytes, Packing: 1, Concurrency: 2), threads: 1, TestContext.Current.CancellationToken);

        Assert.Equal(6, result.Trials.Length);
        Assert.True(result.LargestFirstLossDifference < 1e-4, $"First losses differ by {result.LargestFirstLossDifference}.");
        Assert.All(result.Trials, trial => Assert.Equal(trial.PytorchLoss, trial.OurLoss, 0.01)); // after all epochs
        Assert.True(result.Trials.Select(trial => trial.PytorchLoss).Distinct().Count() > 1); // other modules, other results
        Assert.True(result.Pytorch.MainThreadSeconds > 0);
        Assert.True(result.ThreadRatio > 0);
    }

    [Fact]
    public async Task A_method_that_the_program_does_not_know_is_refused_before_anything_is_trained()
    {
        using var folder = new TemporaryFolder();
        var trials = new SweepTrials(SmallStudy.Write(folder), seed: 0, TimeProvider.System);

        var refusal = await Assert.ThrowsAsync<InvalidInputException>(() => new SweepPeer(trials, new(blas: null), TimeProvider.System)
            .MeasureAsync(..8, new(0, Packing: 1, Concurrency: 1), threads: 1, TestContext.Current.CancellationToken));

        var fault = Assert.Single(refusal.Faults);
        Assert.Contains("does not know lora", fault.Message, StringComparison.Ordinal);
    }
}
