using AutoPeft.Training.Loop;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Passes on what a training tells, and what the reporter answers.</summary>
/// <param name="reporter">Where to report.</param>
/// <param name="metric">The name of the validation metric.</param>
/// <param name="part">Which part of the trial is trained.</param>
internal sealed class ReporterObserver(ITrialReporter reporter, string metric, TrainingPart part) : ITrainingObserver
{
    private int _steps = int.MaxValue;

    public void StepTaken(int step, int totalSteps)
    {
        _steps = totalSteps;
        reporter.Progress((double)(part.StepsBefore + step) / (part.StepsBefore + totalSteps + part.StepsAfter));
    }

    public async ValueTask<bool> EpochMeasuredAsync(EpochMeasurement measurement, CancellationToken cancellationToken)
    {
        if (part.Share is not null)
        {
            // What counts is measured at its end.
            return true;
        }

        var metrics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [metric] = measurement.Metric,
            ["loss"] = measurement.ValidationLoss,
            ["training_loss"] = measurement.TrainingLoss,
        };

        return await GoesOnAsync(measurement.Step, metrics, cancellationToken);
    }

    public async ValueTask<bool> StepMeasuredAsync(StepMeasurement measurement, CancellationToken cancellationToken)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal) { [metric] = measurement.Metric, ["loss"] = measurement.ValidationLoss };

        return await GoesOnAsync(measurement.Step, metrics, cancellationToken);
    }

    public async ValueTask CheckpointWrittenAsync(int step, CancellationToken cancellationToken) =>
        await reporter.SaveCheckpointAsync(new(part.StepsBefore + step, part.Checkpoint), cancellationToken);

    private async ValueTask<bool> GoesOnAsync(int step, Dictionary<string, double> metrics, CancellationToken cancellationToken)
    {
        var verdict = await reporter.MeasureAsync(part.StepsBefore + step, metrics, cancellationToken);

        // Nothing is saved by stopping a training that has taken its last step.
        return verdict == ReportVerdict.Continue || (verdict == ReportVerdict.Prune && step >= _steps);
    }
}
