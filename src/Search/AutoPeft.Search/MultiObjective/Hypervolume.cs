namespace AutoPeft.Search.MultiObjective;

/// <summary>The size of the region that a set of points dominates within a reference point. All objectives are minimised.</summary>
public static class Hypervolume
{
    /// <summary>The dominated hypervolume: exact, for any number of objectives.</summary>
    /// <remarks>
    /// Points that do not beat the reference point everywhere add nothing. Two objectives: a sweep in O(n log n). More: the WFG
    /// recursion over exclusive volumes (While, Bradstreet and Barone, "A Fast Way of Calculating Exact Hypervolumes", 2012).
    /// </remarks>
    /// <param name="points">[n][objectives].</param>
    /// <param name="reference">[objectives].</param>
    public static double Of(IReadOnlyList<double[]> points, ReadOnlySpan<double> reference)
    {
        var limit = reference.ToArray();
        var inside = points.Where(point => IsInside(point, limit)).ToArray();

        return inside.Length == 0 ? 0 : OfFront(ParetoFront.Of(inside), limit);
    }

    /// <summary>How much each point alone adds: the volume that would be lost without it. Copies of a point add nothing.</summary>
    /// <param name="points">[n][objectives].</param>
    /// <param name="reference">[objectives].</param>
    public static double[] Contributions(IReadOnlyList<double[]> points, ReadOnlySpan<double> reference)
    {
        var total = Of(points, reference);
        var contributions = new double[points.Count];
        foreach (var index in ParetoFront.IndicesOf(points))
        {
            contributions[index] = total - Of([.. points.Where((_, other) => other != index)], reference);
        }

        return contributions;
    }

    private static bool IsInside(double[] point, double[] reference)
    {
        for (var i = 0; i < reference.Length; i++)
        {
            if (!(point[i] < reference[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The volume of a front in lexicographic order, all of it within the reference point.</summary>
    private static double OfFront(double[][] front, double[] reference) =>
        reference.Length == 1 ? reference[0] - front[0][0]
        : reference.Length == 2 ? Sweep(front, reference)
        : Enumerable.Range(0, front.Length).Sum(index => Exclusive(front, index, reference));

    private static double Sweep(double[][] front, double[] reference)
    {
        var volume = 0.0;
        var ceiling = reference[1];
        foreach (var point in front)
        {
            volume += (reference[0] - point[0]) * (ceiling - point[1]);
            ceiling = point[1];
        }

        return volume;
    }

    /// <summary>The volume that the point adds to those after it.</summary>
    private static double Exclusive(double[][] front, int index, double[] reference)
    {
        var point = front[index];
        var own = 1.0;
        for (var i = 0; i < reference.Length; i++)
        {
            own *= reference[i] - point[i];
        }

        var limited = new double[front.Length - index - 1][];
        for (var other = 0; other < limited.Length; other++)
        {
            limited[other] = Array.ConvertAll(front[index + 1 + other], value => value);
            for (var i = 0; i < reference.Length; i++)
            {
                limited[other][i] = Math.Max(limited[other][i], point[i]);
            }
        }

        return limited.Length == 0 ? own : own - OfFront(ParetoFront.Of(limited), reference);
    }
}
