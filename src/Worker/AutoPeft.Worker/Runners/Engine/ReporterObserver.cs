using AutoPeft.Training.Loop;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>Passes on what a training tells, and what the reporter answers.</summary>
/// <param name="reporter">Where to report.</param>
/// <param name="metric">The name of the validation metric.</param>
/// <param name="checkpoint">The checkpoint's path relative to the trial's folder.</param>
internal sealed class ReporterObserver(ITrialReporter reporter, string metric, string checkpoint) : ITrainingObserver
{
    public void StepTaken(int step, int totalSteps) => reporter.Progress((double)step / totalSteps);

    public async ValueTask<bool> EpochMeasuredAsync(EpochMeasurement measurement, CancellationToken cancellationToken)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [metric] = measurement.Metric,
            ["loss"] = measurement.ValidationLoss,
            ["training_loss"] = measurement.TrainingLoss,
        };

        return await reporter.MeasureAsync(measurement.Step, metrics, cancellationToken) == ReportVerdict.Continue;
    }

    public async ValueTask CheckpointWrittenAsync(int step, CancellationToken cancellationToken) =>
        await reporter.SaveCheckpointAsync(new(step, checkpoint), cancellationToken);
}
