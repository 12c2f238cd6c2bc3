using System.Collections.Immutable;

namespace AutoPeft.Bench.Training;

/// <summary>What stored states of frozen layers save over a sweep.</summary>
/// <param name="Trials">The trials.</param>
/// <param name="CpuRatio">Processor time without stored states over that with them.</param>
/// <param name="WallRatio">The same of wall time.</param>
/// <param name="StoredCpuSeconds">Processor time with stored states.</param>
/// <param name="ComputedCpuSeconds">Processor time without them.</param>
/// <param name="ResultsAreEqual">Whether every metric of every trial has the same bits.</param>
/// <param name="FrozenLayers">For each trial the layers below its lowest module.</param>
internal sealed record SweepCostResult(
    int Trials,
    double CpuRatio,
    double WallRatio,
    double StoredCpuSeconds,
    double ComputedCpuSeconds,
    bool ResultsAreEqual,
    ImmutableArray<int> FrozenLayers);
