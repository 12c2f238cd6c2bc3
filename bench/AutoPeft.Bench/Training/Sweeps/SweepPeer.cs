using System.Globalization;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>Trains the same trials as a sweep of ours and one by one in PyTorch.</summary>
/// <param name="trials">The trials.</param>
/// <param name="processes">Starts PyTorch.</param>
/// <param name="time">The clock.</param>
internal sealed class SweepPeer(SweepTrials trials, TimedProcess processes, TimeProvider time)
{
    /// <summary>Trains some of the configurations.</summary>
    /// <param name="part">Which of them.</param>
    /// <param name="sharing">What ours share.</param>
    /// <param name="threads">The threads of PyTorch's operations.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <exception cref="Primitives.Faults.InvalidInputException">PyTorch's side cannot train them; carries every fault.</exception>
    public async Task<SweepPeerResult> MeasureAsync(Range part, SweepSharing sharing, int threads, CancellationToken cancellationToken)
    {
        var points = trials.Draw(part);
        PeerFaults.Require(trials.Study, points);
        var ours = await trials.TrainAsync(points, sharing, cancellationToken); // first: it is not to find its code compiled
        var folder = Directory.CreateTempSubdirectory("autopeft-bench-").FullName;
        try
        {
            var losses = new PeerFiles(trials, time).Write(folder, points);
            var pytorch = processes.Pytorch<PytorchSweep>(
                threads, "pytorch_sweep.py", [folder, threads.ToString(CultureInfo.InvariantCulture)]);

            return SweepPeerResult.Of(sharing, ours, losses, pytorch);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
