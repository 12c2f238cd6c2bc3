using AutoPeft.Primitives.Faults;

namespace AutoPeft.Training.Pretraining;

/// <summary>Advances a pre-training to its end or its limits, with checkpoints and progress.</summary>
/// <param name="training">What is trained; stays the caller's.</param>
/// <param name="checkpoint">The path of the checkpoint; its folder exists.</param>
/// <param name="identity">
/// All that settings and data are made of, as text: a checkpoint of another identity is refused.
/// </param>
/// <param name="time">The clock.</param>
public sealed class PretrainingLoop(
    MaskedLanguageTraining training, string checkpoint, string identity, TimeProvider time)
{
    /// <summary>
    /// Continues from the checkpoint if there is one, and trains until the end, a limit, or cancellation.
    /// </summary>
    /// <param name="limits">When to pause and to report.</param>
    /// <param name="progress">Told every few steps, on this thread; may be null.</param>
    /// <param name="cancellationToken">Stops at the next step, after a checkpoint.</param>
    /// <exception cref="InvalidInputException">The checkpoint is damaged or of another training.</exception>
    /// <exception cref="IOException">A checkpoint cannot be written.</exception>
    public PretrainingOutcome Train(
        PretrainingLimits limits, Action<PretrainingProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (File.Exists(checkpoint))
        {
            PretrainingCheckpoint.Load(checkpoint, training, identity);
        }

        var meter = new PretrainingMeter(training, time);
        HeldOutLoss? heldOut = null;
        while (training.Step < training.Config.Steps)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                return Close(PretrainingEnd.Cancelled, meter);
            }

            if (meter.Elapsed >= limits.Duration)
            {
                return Close(PretrainingEnd.Paused, meter);
            }

            var step = training.Advance();
            if (!step.IsFinite)
            {
                return new(PretrainingEnd.Diverged, training.Step, meter.Elapsed, HeldOut: null);
            }

            meter.Count(step);
            if (training.Step % limits.EvaluationInterval == 0)
            {
                heldOut = training.Evaluate();
                Save();
            }

            if (training.Step % limits.ReportInterval == 0)
            {
                progress?.Invoke(meter.Report(heldOut));
            }
        }

        return Close(PretrainingEnd.Completed, meter);
    }

    private PretrainingOutcome Close(PretrainingEnd end, PretrainingMeter meter)
    {
        Save();

        return new(end, training.Step, meter.Elapsed, training.Evaluate());
    }

    private void Save() => PretrainingCheckpoint.Save(checkpoint, training, identity);
}
