using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Bench.Training;

/// <summary>Lets every training go on and tells nobody.</summary>
internal sealed class SilentReporter : ITrialReporter
{
    public Task<ReportVerdict> MeasureAsync(int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken) =>
        Task.FromResult(ReportVerdict.Continue);

    public Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WarnAsync(string warning, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Progress(double fraction)
    {
        // Nobody watches.
    }
}
