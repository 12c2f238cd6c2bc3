using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;

namespace AutoPeft.Search.MultiObjective;

/// <summary>A part of the boxes of a region that a front leaves undominated, where all of them are too many.</summary>
/// <remarks>
/// In all objectives but two the region is sliced at the front's values. Of the combinations of slices a scrambled Sobol sequence chooses
/// some, wide ones and those behind many points more often, because candidates can gain more in them; each is cut exactly in the first two
/// objectives. A weighted sum over these boxes is nearly the sum over all (quasi-Monte-Carlo with importance, Owen 2013, chapters 9 and 15).
/// </remarks>
/// <param name="Boxes">
/// The boxes; lower corners reach to negative infinity where nothing bounds them. All where there are few combinations; otherwise one may be there more than once.
/// </param>
/// <param name="Weights">[boxes]: for how many boxes each of them stands.</param>
internal sealed record SampledBoxes(List<(double[] Low, double[] High)> Boxes, List<double> Weights)
{
    /// <summary>How many combinations of slices are cut.</summary>
    public const int Slices = 4096;

    private const int Exact = 2;

    /// <summary>The boxes; the same front always gives the same ones.</summary>
    /// <param name="points">[n][objectives]; points outside the reference point are ignored. At least three objectives.</param>
    /// <param name="reference">[objectives].</param>
    public static SampledBoxes OfUndominated(IReadOnlyList<double[]> points, double[] reference)
    {
        var front = ParetoFront.Of([.. points.Where(point => point.Zip(reference).All(pair => pair.First < pair.Second))]);
        var sides = Enumerable.Range(Exact, reference.Length - Exact).Select(objective => front.Select(point => point[objective])
            .Append(double.NegativeInfinity).Distinct().Order().Append(reference[objective]).ToArray()).ToArray();
        var sampled = new SampledBoxes([], []);
        foreach (var (slice, weight) in sides.Aggregate(1.0, (count, side) => count * (side.Length - 1)) <= Slices ? All(sides) : Some(sides))
        {
            sampled.Add(front, reference, (Corner(sides, slice, 0), Corner(sides, slice, 1)), weight);
        }

        return sampled;
    }

    private static IEnumerable<(int[] Slice, double Weight)> All(double[][] sides) => sides.Aggregate(
            (IEnumerable<int[]>)[[]], (slices, side) => slices.SelectMany(slice => Enumerable.Range(0, side.Length - 1).Select(place => (int[])[.. slice, place])))
        .Select(slice => (slice, 1.0));

    private static IEnumerable<(int[] Slice, double Weight)> Some(double[][] sides)
    {
        var sequence = new SobolSequence(sides.Length, RandomKey.FromSeed(0).For("slices"));
        var chances = Array.ConvertAll(sides, ChancesOf);
        for (var draw = 0; draw < Slices; draw++)
        {
            var (at, slice, chance) = (sequence.Point((uint)draw), new int[sides.Length], 1.0);
            for (var place = 0; place < slice.Length; place++)
            {
                slice[place] = Chosen(chances[place], at[place]);
                chance *= chances[place][slice[place]];
            }

            yield return (slice, 1 / (Slices * chance));
        }
    }

    /// <summary>The chance of each slice of an objective; they add up to 1.</summary>
    private static double[] ChancesOf(double[] side)
    {
        // Half by width and by how much lies in front; half evenly, so that no weight gets large.
        var usual = (side[^1] - side[1]) / Math.Max(1, side.Length - 2);
        var sizes = Enumerable.Range(0, side.Length - 1).Select(place => (place + 0.5) * (place == 0 ? usual : side[place + 1] - side[place])).ToArray();
        var total = sizes.Sum();

        return Array.ConvertAll(sizes, size => (0.5 * size / total) + (0.5 / sizes.Length));
    }

    private static int Chosen(double[] chances, double at)
    {
        var place = 0;
        while (place < chances.Length - 1 && at >= chances[place])
        {
            at -= chances[place++];
        }

        return place;
    }

    private static double[] Corner(double[][] sides, int[] slice, int side) => [.. sides.Zip(slice, (values, place) => values[place + side])];

    /// <summary>Adds the boxes of one slice: only points that lie below it in all sliced objectives count.</summary>
    private void Add(double[][] front, double[] reference, (double[] Low, double[] High) slice, double weight)
    {
        var inner = BoxDecomposition.OfUndominated(
            [.. front.Where(point => IsBelow(point, slice.Low)).Select(point => point[..Exact])], reference[..Exact]);
        Boxes.AddRange(inner.Select(box => ((double[])[.. box.Low, .. slice.Low], (double[])[.. box.High, .. slice.High])));
        Weights.AddRange(Enumerable.Repeat(weight, inner.Count));
    }

    private static bool IsBelow(double[] point, double[] low)
    {
        for (var place = 0; place < low.Length; place++)
        {
            if (point[place + Exact] > low[place])
            {
                return false;
            }
        }

        return true;
    }
}
