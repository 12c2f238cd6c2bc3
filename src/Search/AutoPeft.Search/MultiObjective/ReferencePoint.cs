using AutoPeft.Search.Studies;

namespace AutoPeft.Search.MultiObjective;

/// <summary>Chooses the worst losses that still count towards the hypervolume.</summary>
public static class ReferencePoint
{
    /// <summary>The nadir of the better half of the points, moved outwards by a tenth of their range.</summary>
    /// <remarks>
    /// The better half are the undominated points, then those that only these dominate, and so on. The front alone, which BoTorch's
    /// <c>infer_reference_point</c> takes, can be a single corner early on; then nothing beyond that corner would ever count. Where
    /// the better half has no range in an objective, that of all points is used, and where they have none either, the size of the
    /// value (at least 1).
    /// </remarks>
    /// <param name="points">[n][objectives], at least one point.</param>
    public static double[] Infer(IReadOnlyList<double[]> points)
    {
        ArgumentOutOfRangeException.ThrowIfZero(points.Count);

        var better = BetterHalf(points);
        return [.. Enumerable.Range(0, points[0].Length).Select(objective =>
        {
            var nadir = better.Max(point => point[objective]);
            var range = nadir - better.Min(point => point[objective]);
            if (range <= 0)
            {
                range = points.Max(point => point[objective]) - points.Min(point => point[objective]);
            }

            return nadir + (0.1 * (range > 0 ? range : Math.Max(1, Math.Abs(nadir))));
        })];
    }

    /// <summary>The same of points with losses that did not explode, of all where there are none.</summary>
    /// <remarks>A point is on the front however large one of its losses if another is the smallest; behind a loss of 10¹² nothing else would count.</remarks>
    /// <param name="points">[n][objectives], at least one point, in the order in which they were measured.</param>
    /// <param name="objectives">The objectives; losses that are analytic cannot explode.</param>
    public static double[] Infer(IReadOnlyList<double[]> points, IReadOnlyList<Objective> objectives)
    {
        var ordinary = Array.ConvertAll(Explosions.OrdinaryOf(points, objectives), index => points[index]);

        return Infer(ordinary.Length > 0 ? ordinary : points);
    }

    private static double[][] BetterHalf(IReadOnlyList<double[]> points)
    {
        var ranks = ParetoFront.RanksOf(points);
        var worst = ranks.Order().ElementAt((points.Count - 1) / 2);

        return [.. points.Where((_, index) => ranks[index] <= worst)];
    }
}
