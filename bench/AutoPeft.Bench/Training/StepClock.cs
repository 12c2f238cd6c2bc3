using AutoPeft.Training.Loop;

namespace AutoPeft.Bench.Training;

/// <summary>Notes when each step of a training ended.</summary>
internal sealed class StepClock(TimeProvider time) : ITrainingObserver
{
    private readonly List<long> _steps = [];

    /// <summary>The median time between two steps, without the first ones, in milliseconds.</summary>
    public double MedianMilliseconds(int warmup)
    {
        var times = _steps.Zip(_steps.Skip(1), (before, after) => time.GetElapsedTime(before, after).TotalMilliseconds)
            .Skip(warmup)
            .Order()
            .ToArray();

        return times[times.Length / 2];
    }

    public void StepTaken(int step, int totalSteps) => _steps.Add(time.GetTimestamp());

    public ValueTask<bool> EpochMeasuredAsync(EpochMeasurement measurement, CancellationToken cancellationToken) =>
        ValueTask.FromResult(true);

    public ValueTask CheckpointWrittenAsync(int step, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
