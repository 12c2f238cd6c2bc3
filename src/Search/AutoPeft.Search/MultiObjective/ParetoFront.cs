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
    /// <remarks>
    /// The ranks of Deb, Pratap, Agarwal and Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm: NSGA-II", 2002, section III.A,
    /// without taking front after front away: in lexicographic order a point belongs to the first front of which no member so far
    /// dominates it (Zhang, Tian, Cheng and Jin, "An Efficient Approach to Nondominated Sorting", 2015), which is found by bisection,
    /// since whoever is dominated in a front is dominated in all before. O(n log n) for one and two objectives, where the latest member
    /// of a front says it all.
    /// </remarks>
    /// <param name="points">[n][objectives], finite.</param>
    public static int[] RanksOf(IReadOnlyList<double[]> points)
    {
        var ranks = new int[points.Count];
        var fronts = new List<List<double[]>>();
        var before = -1;
        foreach (var index in Order(points))
        {
            if (before >= 0 && Compare(points[before], points[index]) == 0)
            {
                ranks[index] = ranks[before];
            }
            else
            {
                Join(fronts, ranks[index] = RankIn(fronts, points[index]), points[index]);
            }

            before = index;
        }

        return ranks;
    }

    internal static int Compare(double[] left, double[] right) => left.AsSpan().SequenceCompareTo(right);

    private static int RankIn(List<List<double[]>> fronts, double[] point)
    {
        var (low, high) = (0, fronts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = IsDominatedIn(fronts[middle], point) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static bool IsDominatedIn(List<double[]> front, double[] point)
    {
        // Of two objectives the latest member has the smallest second one; later members dominate more often than early ones.
        var first = point.Length <= 2 ? front.Count - 1 : 0;
        for (var i = front.Count - 1; i >= first; i--)
        {
            if (Dominates(front[i], point))
            {
                return true;
            }
        }

        return false;
    }

    private static void Join(List<List<double[]>> fronts, int rank, double[] point)
    {
        if (rank == fronts.Count)
        {
            fronts.Add([]);
        }

        fronts[rank].Add(point);
    }

    /// <summary>The indices of the points in lexicographic order.</summary>
    private static int[] Order(IReadOnlyList<double[]> points)
    {
        var keys = new double[points.Count];
        var order = new int[points.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            (keys[i], order[i]) = (points[i][0], i);
        }

        Array.Sort(keys, order);
        var byRest = Comparer<int>.Create((left, right) => Compare(points[left], points[right]));
        for (var (begin, end) = (0, 1); begin < keys.Length; begin = end++)
        {
            while (end < keys.Length && keys[end] == keys[begin])
            {
                end++;
            }

            if (end - begin > 1)
            {
                Array.Sort(order, begin, end - begin, byRest);
            }
        }

        return order;
    }

    private static int[] Sweep(IReadOnlyList<double[]> points)
    {
        var kept = new List<int>();
        foreach (var index in Order(points))
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
        var kept = new List<int>();
        foreach (var index in Order(points))
        {
            if (!kept.Exists(other => Dominates(points[other], points[index])))
            {
                kept.Add(index);
            }
        }

        return [.. kept];
    }
}
