using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Trials.Ports;

/// <summary>Where a runner reports while it trains a trial.</summary>
public interface ITrialReporter
{
    /// <summary>Records what was measured after a training step, and says whether to go on.</summary>
    /// <param name="step">The training step, from 1; increases from call to call.</param>
    /// <param name="metrics">The numbers by name, such as <c>accuracy</c>, <c>loss</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task<ReportVerdict> MeasureAsync(
        int step, IReadOnlyDictionary<string, double> metrics, CancellationToken cancellationToken);

    /// <summary>Records a checkpoint that is already durable.</summary>
    /// <param name="checkpoint">Its step, and its path relative to the assignment's checkpoint folder.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    Task SaveCheckpointAsync(CheckpointReference checkpoint, CancellationToken cancellationToken);

    /// <summary>Records something that people should know. One sentence.</summary>
    Task WarnAsync(string warning, CancellationToken cancellationToken);

    /// <summary>Tells how far the trial is, for progress bars. Not recorded; cheap enough for every step.</summary>
    /// <param name="fraction">The part that is done, in [0, 1].</param>
    void Progress(double fraction);
}
