using System.Collections.Immutable;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>A sweep of ours beside the same trials one by one in PyTorch.</summary>
/// <param name="WallRatio">PyTorch's wall time over ours, both without start-up; above 1 we are faster.</param>
/// <param name="CpuRatio">The same by processor time, which other work on the machine disturbs less.</param>
/// <param name="ThreadRatio">
/// The same by the processor time of one thread: PyTorch's main one, and each of ours, which share the trials. It is the ratio of wall times
/// on cores that nobody else uses, but for what threads wait for each other.
/// </param>
/// <param name="Sharing">What our trials shared, and how many went on at the same time.</param>
/// <param name="Ours">What they cost us.</param>
/// <param name="Pytorch">What they cost PyTorch.</param>
/// <param name="LargestFirstLossDifference">The largest difference of a first loss: that both compute the same.</param>
/// <param name="MeanAccuracyDifference">Ours less PyTorch's, the mean over the trials; between chance differences of dropout about 0.</param>
/// <param name="Trials">One a trial.</param>
internal sealed record SweepPeerResult(
    double WallRatio,
    double CpuRatio,
    double ThreadRatio,
    SweepSharing Sharing,
    SweepTimes Ours,
    PytorchSweep Pytorch,
    double LargestFirstLossDifference,
    double MeanAccuracyDifference,
    ImmutableArray<SweepPeerTrial> Trials)
{
    /// <summary>Both sides together.</summary>
    /// <param name="sharing">What our trials shared.</param>
    /// <param name="ours">Our side.</param>
    /// <param name="firstLosses">Our first losses, one a trial.</param>
    /// <param name="pytorch">PyTorch's side.</param>
    public static SweepPeerResult Of(SweepSharing sharing, SweepTimes ours, IReadOnlyList<double> firstLosses, PytorchSweep pytorch)
    {
        SweepPeerTrial[] trials =
        [
            .. ours.Outcomes.Zip(pytorch.Trials).Select((pair, number) => new SweepPeerTrial(
                number,
                Math.Abs(firstLosses[number] - pair.Second.FirstLoss),
                pair.First.Metrics["accuracy"],
                pair.Second.Accuracy,
                pair.First.Metrics["loss"],
                pair.Second.Loss)),
        ];

        return new(
            Math.Round(pytorch.Seconds / ours.Seconds, 3),
            Math.Round(pytorch.CpuSeconds / ours.CpuSeconds, 3),
            Math.Round(pytorch.MainThreadSeconds / (ours.CpuSeconds / sharing.Threads), 3),
            sharing,
            ours,
            pytorch,
            trials.Max(trial => trial.FirstLossDifference),
            Math.Round(trials.Average(trial => trial.OurAccuracy - trial.PytorchAccuracy), 5),
            [.. trials]);
    }
}
