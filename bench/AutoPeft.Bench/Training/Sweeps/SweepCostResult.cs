using System.Collections.Immutable;

namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>What sharing frozen work saves over a sweep.</summary>
/// <param name="Trials">The trials.</param>
/// <param name="CpuRatio">Processor time of each trial alone over that with work shared.</param>
/// <param name="WallRatio">The same of wall time.</param>
/// <param name="SharedCpuSeconds">Processor time with work shared.</param>
/// <param name="AloneCpuSeconds">Processor time without.</param>
/// <param name="ResultsAreEqual">Whether every metric of every trial has the same bits.</param>
/// <param name="Bound">The most that could be saved.</param>
/// <param name="FrozenLayers">For each trial the layers below its lowest module.</param>
internal sealed record SweepCostResult(
    int Trials,
    double CpuRatio,
    double WallRatio,
    double SharedCpuSeconds,
    double AloneCpuSeconds,
    bool ResultsAreEqual,
    SweepBound Bound,
    ImmutableArray<int> FrozenLayers);
