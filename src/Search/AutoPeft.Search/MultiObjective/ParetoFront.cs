namespace AutoPeft.Search.MultiObjective;

/// <summary>Finds which loss vectors no other beats. All objectives are minimised.</summary>
public static class ParetoFront
{
    /// <summary>Whether <paramref name="left"/> is at least as good everywhere and better somewhere.</summary>
    public static bool Dominates(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var better = false;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] > right[i])
            {
                return false;
            }

            better |= left[i] < right[i];
        }

        return better;
    }

    /// <summary>The indices of the points that no other point dominates, in increasing order.</summary>
    /// <remarks>
    /// Of equal points all are kept. O(n log n) for one and two objectives (sort and sweep; Kung, Luccio and Preparata 1975),
    /// O(n · front) otherwise.
    /// </remarks>
    /// <param name="points">[n][objectives], finite.</param>
    public static int[] IndicesOf(IReadOnlyList<double[]> points)
    {
        if (points.Count == 0)
        {
            return [];
        }

        var indices = points[0].Length <= 2 ? Sweep(points) : Filter(points);
        Array.Sort(indices);
        return indices;
    }

    /// <summary>The points that no other point dominates, each once, in lexicographic order.</summary>
    /// <param name="points">[n][objectives], finite.</param>
    public static double[][] Of(IReadOnlyList<double[]> points)
    {
        var front = Array.ConvertAll(IndicesOf(points), index => points[index]);
        Array.Sort(front, Compare);
        return [.. front.Where((point, index) => index == 0 || Compare(front[index - 1], point) != 0)];
    }

    /// <summary>The rank of each point: 0 on the front, 1 on the front of the rest, and so on.</summary>
    /// <remarks>Deb, Pratap, Agarwal and Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II", 2002, section III.A.</remarks>
    /// <param name="points">[n][objectives], finite.</param>
    public static int[] RanksOf(IReadOnlyList<double[]> points)
    {
        var ranks = new int[points.Count];
        var rest = Enumerable.Range(0, points.Count).ToArray();
        for (var rank = 0; rest.Length > 0; rank++)
        {
            var front = IndicesOf(Array.ConvertAll(rest, index => points[index])).ToHashSet();
            foreach (var place in front)
            {
                ranks[rest[place]] = rank;
            }

            rest = [.. rest.Where((_, place) => !front.Contains(place))];
        }

        return ranks;
    }

    internal static int Compare(double[] left, double[] right) => left.AsSpan().SequenceCompareTo(right);

    private static int[] Sweep(IReadOnlyList<double[]> points)
    {
        var order = Enumerable.Range(0, points.Count).ToArray();
        Array.Sort(order, (left, right) => Compare(points[left], points[right]));
        var kept = new List<int>();
        foreach (var index in order)
        {
            var last = kept.Count > 0 ? points[kept[^1]] : null;
            if (last is null || points[index][^1] < last[^1] || Compare(points[index], last) == 0)
            {
                kept.Add(index);
            }
        }

        return [.. kept];
    }

    private static int[] Filter(IReadOnlyList<double[]> points)
    {
        // A point can only be dominated by one that comes earlier in lexicographic order.
        var order = Enumerable.Range(0, points.Count).ToArray();
        Array.Sort(order, (left, right) => Compare(points[left], points[right]));
        var kept = new List<int>();
        foreach (var index in order)
        {
            if (!kept.Exists(other => Dominates(points[other], points[index])))
            {
                kept.Add(index);
            }
        }

        return [.. kept];
    }
}
