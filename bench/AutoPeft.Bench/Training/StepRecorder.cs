using System.Collections.Immutable;
using AutoPeft.Training.Loop;

namespace AutoPeft.Bench.Training;

/// <summary>Notes wall and processor time of each step of a training.</summary>
internal sealed class StepRecorder(TimeProvider time, int warmup) : ITrainingObserver
{
    private readonly List<(long Time, TimeSpan Cpu)> _steps = [];

    /// <summary>The wall time of every step after the first ones.</summary>
    public ImmutableArray<double> Milliseconds =>
        [.. _steps.Skip(warmup - 1).Zip(_steps.Skip(warmup), (before, after) => time.GetElapsedTime(before.Time, after.Time).TotalMilliseconds)];

    /// <summary>The mean processor time of these steps.</summary>
    public double CpuMilliseconds => (_steps[^1].Cpu - _steps[warmup - 1].Cpu).TotalMilliseconds / (_steps.Count - warmup);

    public void StepTaken(int step, int totalSteps) => _steps.Add((time.GetTimestamp(), Environment.CpuUsage.TotalTime));

    public ValueTask<bool> EpochMeasuredAsync(EpochMeasurement measurement, CancellationToken cancellationToken) =>
        ValueTask.FromResult(true);

    public ValueTask CheckpointWrittenAsync(int step, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
