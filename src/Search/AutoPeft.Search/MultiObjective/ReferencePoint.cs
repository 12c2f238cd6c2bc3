namespace AutoPeft.Search.MultiObjective;

/// <summary>Chooses the worst losses that still count towards the hypervolume.</summary>
public static class ReferencePoint
{
    /// <summary>The nadir of the front moved outwards by a tenth of the front's range.</summary>
    /// <remarks>
    /// As BoTorch's <c>infer_reference_point</c>. Where the front has no range in an objective, that of all points is used, and
    /// where they have none either, the size of the value (at least 1).
    /// </remarks>
    /// <param name="points">[n][objectives], at least one point.</param>
    public static double[] Infer(IReadOnlyList<double[]> points)
    {
        ArgumentOutOfRangeException.ThrowIfZero(points.Count);

        var front = ParetoFront.Of(points);
        return [.. Enumerable.Range(0, points[0].Length).Select(objective =>
        {
            var nadir = front.Max(point => point[objective]);
            var range = nadir - front.Min(point => point[objective]);
            if (range <= 0)
            {
                range = points.Max(point => point[objective]) - points.Min(point => point[objective]);
            }

            return nadir + (0.1 * (range > 0 ? range : Math.Max(1, Math.Abs(nadir))));
        })];
    }
}
