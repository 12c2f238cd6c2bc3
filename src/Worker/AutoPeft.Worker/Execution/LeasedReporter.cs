using System.Collections.Immutable;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Worker.Leasing;

namespace AutoPeft.Worker.Execution;

/// <summary>Writes what a runner reports under the trial's lease.</summary>
internal sealed class LeasedReporter(ITrialClaims claims, Lease lease, LeaseKeeper keeper, Action<int, double>? progress) : ITrialReporter
{
    public async Task<ReportVerdict> MeasureAsync(
        int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        var sorted = metrics.ToImmutableSortedDictionary(StringComparer.Ordinal);

        return keeper.IsHeld(await claims.MeasureAsync(lease, step, sorted, cancellationToken))
            ? ReportVerdict.Continue
            : ReportVerdict.Abandon;
    }

    public async Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken) =>
        keeper.IsHeld(await claims.SaveCheckpointAsync(lease, checkpoint, cancellationToken));

    public async Task WarnAsync(string warning, CancellationToken cancellationToken) =>
        keeper.IsHeld(await claims.WarnAsync(lease, warning, cancellationToken));

    public void Progress(double fraction) => progress?.Invoke(lease.Trial, Math.Clamp(fraction, 0, 1));
}
