using AutoPeft.Training.Loop;

namespace AutoPeft.TestKit.Training;

/// <summary>Remembers what it was told, and may act on it.</summary>
public sealed class RecordingObserver : ITrainingObserver
{
    /// <summary>The epochs that were measured.</summary>
    public List<EpochMeasurement> Epochs { get; } = [];

    /// <summary>The steps that checkpoints were written after.</summary>
    public List<int> Checkpoints { get; } = [];

    /// <summary>The number of steps reported.</summary>
    public int Steps { get; private set; }

    /// <summary>Asks to stop after this epoch; null never.</summary>
    public int? StopAfterEpoch { get; init; }

    /// <summary>Called after each step with its number.</summary>
    public Action<int> OnStep { get; init; } = _ => { };

    /// <inheritdoc/>
    public void StepTaken(int step, int totalSteps)
    {
        Steps++;
        OnStep(step);
    }

    /// <inheritdoc/>
    public ValueTask<bool> EpochMeasuredAsync(EpochMeasurement measurement, CancellationToken cancellationToken)
    {
        Epochs.Add(measurement);

        return ValueTask.FromResult(measurement.Epoch != StopAfterEpoch);
    }

    /// <inheritdoc/>
    public ValueTask CheckpointWrittenAsync(int step, CancellationToken cancellationToken)
    {
        Checkpoints.Add(step);

        return ValueTask.CompletedTask;
    }

    /// <summary>What was measured within epochs.</summary>
    public List<StepMeasurement> Within { get; } = [];

    /// <summary>Asks to stop after this step is measured; null never.</summary>
    public int? StopAfterStep { get; init; }

    /// <inheritdoc/>
    public ValueTask<bool> StepMeasuredAsync(StepMeasurement measurement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(measurement);

        Within.Add(measurement);

        return ValueTask.FromResult(measurement.Step != StopAfterStep);
    }
}
