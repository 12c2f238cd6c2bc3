namespace AutoPeft.Search.MultiObjective;

/// <summary>Recommends the point of a front after which further gains get expensive. All objectives are minimised.</summary>
public static class Knee
{
    /// <summary>The index of the knee among <paramref name="points"/>.</summary>
    /// <remarks>
    /// The objectives are scaled so that the front spans [0, 1] in each. With two, the knee is the front point farthest below
    /// the chord between the front's two ends (Das, "On characterizing the knee of the Pareto curve", 1999). With more, it is
    /// the one farthest below the plane through the unit points (the smallest sum of scaled losses). A front that bulges
    /// outwards everywhere has no knee inside; then the point of the smallest scaled distance to the ideal point is returned.
    /// Ties go to the first point.
    /// </remarks>
    /// <param name="points">[n][objectives], at least one point.</param>
    /// <param name="logarithmic">For each objective whether ratios matter instead of differences (all values positive); null: none.</param>
    public static int IndexOf(IReadOnlyList<double[]> points, IReadOnlyList<bool>? logarithmic = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(points.Count);

        var front = ParetoFront.IndicesOf(points);
        var scaled = Scale(Array.ConvertAll(front, index => Transform(points[index], logarithmic)));
        var sums = Array.ConvertAll(scaled, point => point.Sum());
        var chord = 1.0; // In scaled objectives the ends of a front of two are (0, 1) and (1, 0).
        var best = sums.Min() < chord - 1e-12 ? sums : Array.ConvertAll(scaled, point => point.Sum(value => value * value));

        return front[Array.IndexOf(best, best.Min())];
    }

    private static double[] Transform(double[] point, IReadOnlyList<bool>? logarithmic) =>
        [.. point.Select((value, objective) => logarithmic is { } log && log[objective] ? Math.Log(value) : value)];

    private static double[][] Scale(double[][] front)
    {
        var low = Enumerable.Range(0, front[0].Length).Select(objective => front.Min(point => point[objective])).ToArray();
        var high = Enumerable.Range(0, front[0].Length).Select(objective => front.Max(point => point[objective])).ToArray();

        return Array.ConvertAll(front, point => point.Select((value, objective) =>
            high[objective] > low[objective] ? (value - low[objective]) / (high[objective] - low[objective]) : 0).ToArray());
    }
}
