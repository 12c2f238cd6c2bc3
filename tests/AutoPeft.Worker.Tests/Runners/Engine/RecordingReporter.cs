using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Tests.Runners.Engine;

/// <summary>Remembers what a runner reports.</summary>
internal sealed class RecordingReporter : ITrialReporter
{
    public List<(int Step, IReadOnlyDictionary<string, double> Metrics)> Measurements { get; } = [];

    public List<CheckpointReference> Checkpoints { get; } = [];

    public List<string> Warnings { get; } = [];

    public double LastProgress { get; private set; }

    /// <summary>What to answer after a step.</summary>
    public Func<int, ReportVerdict> Verdict { get; init; } = _ => ReportVerdict.Continue;

    /// <summary>Called with the part that is done.</summary>
    public Action<double> OnProgress { get; init; } = _ => { };

    public Task<ReportVerdict> MeasureAsync(
        int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        lock (Measurements)
        {
            Measurements.Add((step, metrics));
        }

        return Task.FromResult(Verdict(step));
    }

    public Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken)
    {
        lock (Checkpoints)
        {
            Checkpoints.Add(checkpoint);
        }

        return Task.CompletedTask;
    }

    public Task WarnAsync(string warning, CancellationToken cancellationToken)
    {
        Warnings.Add(warning);

        return Task.CompletedTask;
    }

    public void Progress(double fraction)
    {
        LastProgress = fraction;
        OnProgress(fraction);
    }
}
