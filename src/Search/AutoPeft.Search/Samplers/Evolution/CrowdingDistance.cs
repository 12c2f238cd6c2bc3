namespace AutoPeft.Search.Samplers.Evolution;

/// <summary>How much room points of equal rank have around them.</summary>
internal static class CrowdingDistance
{
    /// <summary>
    /// For each point the sum, over objectives, of the distance between its two neighbours, scaled by the range; infinite at the
    /// ends (Deb et al. 2002, section III.B).
    /// </summary>
    /// <param name="points">[n][objectives].</param>
    public static double[] Of(IReadOnlyList<double[]> points)
    {
        var distances = new double[points.Count];
        for (var objective = 0; objective < (points.Count > 0 ? points[0].Length : 0); objective++)
        {
            Add(points, objective, distances);
        }

        return distances;
    }

    private static void Add(IReadOnlyList<double[]> points, int objective, double[] distances)
    {
        var order = Enumerable.Range(0, points.Count).OrderBy(index => points[index][objective]).ToArray();
        var range = points[order[^1]][objective] - points[order[0]][objective];
        distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
        for (var place = 1; place < order.Length - 1 && range > 0; place++)
        {
            distances[order[place]] += (points[order[place + 1]][objective] - points[order[place - 1]][objective]) / range;
        }
    }
}
