using System.Collections.Immutable;

namespace AutoPeft.Worker.Runners.Engine;

/// <summary>A training that a trial consists of: with a share of the data, to be judged by, or the whole one at its end.</summary>
/// <param name="Checkpoint">The checkpoint's path relative to the trial's folder.</param>
/// <param name="StepsBefore">The steps of the parts before it.</param>
internal sealed record TrainingPart(string Checkpoint, int StepsBefore)
{
    /// <summary>The steps of the parts after it, if the trial goes on. Default 0.</summary>
    public int StepsAfter { get; init; }

    /// <summary>The share of the data; null, the default, for the whole training.</summary>
    public double? Share { get; init; }

    /// <summary>The rows that are trained on; empty, the default, for all.</summary>
    public ImmutableArray<int> Rows { get; init; } = [];

    /// <summary>After which steps it is measured within epochs. Default: none.</summary>
    public ImmutableArray<int> MeasuredSteps { get; init; } = [];
}
