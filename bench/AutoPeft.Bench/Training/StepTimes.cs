using System.Collections.Immutable;

namespace AutoPeft.Bench.Training;

/// <summary>What a process that trained says: each timed step, and what it used.</summary>
/// <param name="Engine">What trained.</param>
/// <param name="Milliseconds">The wall time of each timed step.</param>
/// <param name="CpuMilliseconds">The processor time of a step, all threads together: the mean over the timed steps.</param>
/// <param name="PeakBytes">The most memory that the whole process held.</param>
/// <param name="Trained">The numbers that were trained.</param>
internal sealed record StepTimes(
    string Engine, ImmutableArray<double> Milliseconds, double CpuMilliseconds, long PeakBytes, long Trained);
