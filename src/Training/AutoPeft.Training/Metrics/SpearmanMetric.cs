namespace AutoPeft.Training.Metrics;

/// <summary>Spearman's rank correlation of predicted and true numbers, in [−1, 1]; equal numbers share the mean of their ranks.</summary>
/// <remarks>Spearman 1904: Pearson's correlation of the ranks. GLUE reports it for STS-B.</remarks>
public sealed class SpearmanMetric : ICorrelationMetric
{
    private static readonly PearsonMetric OfRanks = new();

    /// <inheritdoc/>
    public string Name => "spearman";

    /// <inheritdoc/>
    public string Description => "Spearman rank correlation of predicted and true numbers, in [−1, 1].";

    /// <inheritdoc/>
    public double Measure(ReadOnlySpan<double> predicted, ReadOnlySpan<double> actual) =>
        OfRanks.Measure(Ranks(predicted), Ranks(actual));

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var rows = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, rows);
        var ranks = new double[sorted.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && sorted[end].Equals(sorted[start]))
            {
                end++;
            }

            foreach (var row in rows.AsSpan(start, end - start))
            {
                ranks[row] = (start + end - 1) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
