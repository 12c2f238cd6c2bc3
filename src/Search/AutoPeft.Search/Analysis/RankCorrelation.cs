namespace AutoPeft.Search.Analysis;

/// <summary>Spearman's rank correlation.</summary>
internal static class RankCorrelation
{
    /// <summary>The rank of each value from 0; equal values share the middle of theirs.</summary>
    public static double[] Ranks(IReadOnlyList<double> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(index => values[index]).ToArray();
        var ranks = new double[values.Count];
        for (var (first, next) = (0, 0); first < order.Length; first = next)
        {
            for (next = first + 1; next < order.Length && values[order[next]] == values[order[first]]; next++)
            {
            }

            foreach (var index in order.AsSpan(first, next - first))
            {
                ranks[index] = 0.5 * (first + next - 1);
            }
        }

        return ranks;
    }

    /// <summary>The correlation of the ranks of two series, in [−1, 1]; 0 when one of them is constant.</summary>
    public static double Of(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var (x, y) = (Ranks(left), Ranks(right));
        var middle = 0.5 * (x.Length - 1);
        var (xx, yy) = (x.Sum(rank => (rank - middle) * (rank - middle)), y.Sum(rank => (rank - middle) * (rank - middle)));

        return xx > 0 && yy > 0 ? x.Zip(y, (a, b) => (a - middle) * (b - middle)).Sum() / Math.Sqrt(xx * yy) : 0;
    }
}
