namespace AutoPeft.Training.Loop;

/// <summary>What happens to a training between two epochs, and when it is cancelled, however its steps are taken.</summary>
internal static class EpochBoundary
{
    /// <summary>The result of a training that has nothing left to do; null while it has.</summary>
    public static TrainingResult? EndOf(TrainingSession session)
    {
        if (session.Progress.IsFinished)
        {
            return session.End(TrainingEnd.Finished, string.Empty);
        }

        return session.Progress.IsOutOfPatience
            ? session.End(TrainingEnd.EarlyStopped, "The validation metric stopped improving.")
            : null;
    }

    /// <summary>Tells the observer of an epoch and writes the checkpoint.</summary>
    /// <returns>The result if the training ends here; null if it goes on.</returns>
    public static async Task<TrainingResult?> CloseAsync(
        TrainingSession session, EpochMeasurement measurement, ITrainingObserver observer, CancellationToken cancellationToken)
    {
        if (!double.IsFinite(measurement.ValidationLoss))
        {
            return session.End(
                TrainingEnd.Diverged, $"The validation loss was {measurement.ValidationLoss} after step {measurement.Step}.");
        }

        if (!await observer.EpochMeasuredAsync(measurement, cancellationToken))
        {
            return session.End(TrainingEnd.Stopped, $"Stopped after epoch {measurement.Epoch}.");
        }

        if (session.WriteCheckpoint())
        {
            await observer.CheckpointWrittenAsync(measurement.Step, cancellationToken);
        }

        return null;
    }

    /// <summary>Writes the checkpoint of a training that is cancelled.</summary>
    public static async Task CancelAsync(TrainingSession session, ITrainingObserver observer)
    {
        if (session.WriteCheckpoint() && session.Progress.Step > 0)
        {
            await observer.CheckpointWrittenAsync(session.Progress.Step, CancellationToken.None);
        }
    }
}
