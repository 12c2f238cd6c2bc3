namespace AutoPeft.Training.Loop;

/// <summary>Watches a training and may end it early.</summary>
public interface ITrainingObserver
{
    /// <summary>Called after every step; must be cheap.</summary>
    /// <param name="step">The steps taken so far, from 1.</param>
    /// <param name="totalSteps">The steps of the whole training if it is not ended early.</param>
    void StepTaken(int step, int totalSteps);

    /// <summary>Called after every epoch's measurement.</summary>
    /// <returns>Whether to go on.</returns>
    ValueTask<bool> EpochMeasuredAsync(EpochMeasurement measurement, CancellationToken cancellationToken);

    /// <summary>Called after each measurement within an epoch that the task asks for. Default: goes on.</summary>
    /// <returns>Whether to go on.</returns>
    ValueTask<bool> StepMeasuredAsync(StepMeasurement measurement, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    /// <summary>Called when a checkpoint has become durable.</summary>
    /// <param name="step">The steps it covers.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask CheckpointWrittenAsync(int step, CancellationToken cancellationToken);
}
