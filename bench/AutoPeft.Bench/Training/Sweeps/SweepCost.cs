namespace AutoPeft.Bench.Training.Sweeps;

/// <summary>Trains the same trials twice: sharing frozen work (stored states, and packs if wanted), and without.</summary>
/// <param name="trials">The trials.</param>
internal sealed class SweepCost(SweepTrials trials)
{
    /// <summary>Trains some of the configurations.</summary>
    /// <param name="part">Which of them.</param>
    /// <param name="sharing">What they share; without sharing, only as many at the same time.</param>
    /// <param name="cancellationToken">Ends the measurement.</param>
    public async Task<SweepCostResult> MeasureAsync(Range part, SweepSharing sharing, CancellationToken cancellationToken)
    {
        var study = trials.Study;
        var points = trials.Draw(part);
        var shared = await trials.TrainAsync(points, sharing, cancellationToken);
        var alone = await trials.TrainAsync(points, new(StoredBytes: 0, Packing: 1, sharing.Concurrency), cancellationToken);

        return new(
            points.Count,
            Math.Round(alone.CpuSeconds / shared.CpuSeconds, 3),
            Math.Round(alone.Seconds / shared.Seconds, 3),
            shared.CpuSeconds,
            alone.CpuSeconds,
            shared.Results.SequenceEqual(alone.Results, StringComparer.Ordinal),
            SweepBound.Of(study, points, MeasuredShare),
            [.. points.Select(point => study.Binding.PeftOf(point).Layers.Append(study.Definition.Shape.Layers).Min())]);
    }

    private double MeasuredShare
    {
        get
        {
            var data = trials.Study.Definition.Data;

            return data is { TrainLimit: { } train, ValidationLimit: { } validation } ? (double)validation / train : 0.1;
        }
    }
}
