namespace AutoPeft.Training.Loop;

/// <summary>What happens to a training when it is measured, and when it is cancelled, however its steps are taken.</summary>
internal static class TrainingBoundary
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

    /// <summary>Takes over a measurement that was due, tells the observer and writes the checkpoint.</summary>
    /// <returns>The result if the training ends here; null if it goes on.</returns>
    public static async Task<TrainingResult?> CloseAsync(
        TrainingSession session, Evaluation evaluation, ITrainingObserver observer, CancellationToken cancellationToken)
    {
        var step = session.Progress.Step;
        Func<ValueTask<bool>> tell;
        string place;
        if (session.IsEpochTrained)
        {
            var measurement = session.Measured(evaluation);
            (tell, place) = (() => observer.EpochMeasuredAsync(measurement, cancellationToken), $"epoch {measurement.Epoch}");
        }
        else
        {
            var measurement = session.MeasuredWithin(evaluation);
            (tell, place) = (() => observer.StepMeasuredAsync(measurement, cancellationToken), $"step {step}");
        }

        if (!double.IsFinite(evaluation.Loss))
        {
            return session.End(TrainingEnd.Diverged, $"The validation loss was {evaluation.Loss} after step {step}.");
        }

        if (!await tell())
        {
            return session.End(TrainingEnd.Stopped, $"Stopped after {place}.");
        }

        if (session.WriteCheckpoint())
        {
            await observer.CheckpointWrittenAsync(step, cancellationToken);
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
