namespace AutoPeft.Training.Loop;

/// <summary>
/// Trains a head with PEFT modules, a head alone, or a whole model, and keeps the best epoch's state.
/// </summary>
/// <remarks>
/// Deterministic: batch order and dropout derive from the task's key by epoch and step, so a training that was stopped
/// and continued gives the same bits as one that was not, with any number of threads. Several trainings may go on at
/// the same time, sharing one frozen model. Work is done on the calling thread; only reports to the observer are
/// awaited.
/// </remarks>
/// <param name="time">What measures the time of training.</param>
public sealed class Trainer(TimeProvider time)
{
    /// <summary>
    /// Trains until all epochs are done, patience runs out, the observer says so, or a number is not finite.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// Cancelled between two steps; the checkpoint, if wanted, is written.
    /// </exception>
    /// <exception cref="AutoPeft.Primitives.Faults.InvalidInputException">
    /// The checkpoint to continue from cannot be used.
    /// </exception>
    public async Task<TrainingResult> TrainAsync(
        TrainingTask task, ITrainingObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(observer);

        using var session = new TrainingSession(task, time, cancellationToken);
        try
        {
            return await TrainAsync(session, observer, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await TrainingBoundary.CancelAsync(session, observer);
            throw;
        }
    }

    private static async Task<TrainingResult> TrainAsync(
        TrainingSession session, ITrainingObserver observer, CancellationToken cancellationToken)
    {
        var result = TrainingBoundary.EndOf(session);
        while (result is null)
        {
            if (session.TrainOn(observer, cancellationToken) is { } divergence)
            {
                return session.End(TrainingEnd.Diverged, divergence);
            }

            result = await TrainingBoundary.CloseAsync(session, session.Evaluate(cancellationToken), observer, cancellationToken)
                ?? TrainingBoundary.EndOf(session);
        }

        return result;
    }
}
