namespace AutoPeft.Search.MultiObjective;

/// <summary>Cuts the region that a front leaves undominated, within a reference point, into boxes that do not overlap.</summary>
/// <remarks>
/// The region is sliced along the last objective at the front's values; inside a slice only the points below it count, and
/// the slice is cut in the same way in one objective less. Two objectives give one box more than the front has points.
/// </remarks>
internal static class BoxDecomposition
{
    /// <summary>The boxes; lower corners reach to negative infinity where nothing bounds them.</summary>
    /// <param name="points">[n][objectives]; points outside the reference point are ignored.</param>
    /// <param name="reference">[objectives].</param>
    public static List<(double[] Low, double[] High)> OfUndominated(IReadOnlyList<double[]> points, double[] reference) =>
        OfUndominated(points, reference, int.MaxValue)!;

    /// <summary>The boxes; null when there are more than so many.</summary>
    /// <param name="points">[n][objectives]; points outside the reference point are ignored.</param>
    /// <param name="reference">[objectives].</param>
    /// <param name="most">How many there may be.</param>
    public static List<(double[] Low, double[] High)>? OfUndominated(IReadOnlyList<double[]> points, double[] reference, int most)
    {
        var inside = points.Where(point => point.Zip(reference).All(pair => pair.First < pair.Second)).ToArray();

        return Cut(ParetoFront.Of(inside), reference, most);
    }

    private static List<(double[] Low, double[] High)>? Cut(double[][] front, double[] reference, int most)
    {
        var last = reference.Length - 1;
        if (last == 0)
        {
            return [([double.NegativeInfinity], [front.Length > 0 ? front.Min(point => point[0]) : reference[0]])];
        }

        var boxes = new List<(double[] Low, double[] High)>();
        var heights = front.Select(point => point[last]).Append(double.NegativeInfinity).Distinct().Order().ToArray();
        for (var slice = 0; slice < heights.Length; slice++)
        {
            var below = front.Where(point => point[last] <= heights[slice]).Select(point => point[..last]).ToArray();
            var top = slice + 1 < heights.Length ? heights[slice + 1] : reference[last];
            if (Cut(ParetoFront.Of(below), reference[..last], most - boxes.Count) is not { } cut || cut.Count > most - boxes.Count)
            {
                return null;
            }

            boxes.AddRange(cut.Select(box => ((double[])[.. box.Low, heights[slice]], (double[])[.. box.High, top])));
        }

        return boxes;
    }
}
