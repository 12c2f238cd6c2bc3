using AutoPeft.Search.MultiObjective;

namespace AutoPeft.Search.Tests.MultiObjective;

public sealed class HypervolumeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void A_staircase_has_its_closed_form(int steps)
    {
        double[][] points = [.. Enumerable.Range(0, steps).Select(step => new double[] { step, steps - 1 - step })];

        // n(n+1)/2 unit squares below the reference point (n, n).
        Assert.Equal(steps * (steps + 1) / 2.0, Hypervolume.Of(points, [steps, steps]), 1e-9);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, null)]
    [InlineData(3, 4)]
    [InlineData(4, null)]
    [InlineData(5, 3)]
    public void The_volume_is_what_inclusion_and_exclusion_gives(int objectives, int? levels)
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var points = Points.Random(8, objectives, seed, levels);
            var reference = Enumerable.Repeat(0.9, objectives).ToArray();

            Assert.Equal(ByInclusionAndExclusion(points, reference), Hypervolume.Of(points, reference), 1e-12);
        }
    }

    [Fact]
    public void A_third_objective_that_never_varies_only_stretches_the_area()
    {
        var flat = Points.Random(50, 2, 3);
        double[][] thick = [.. flat.Select(point => new[] { point[0], point[1], 0.25 })];

        Assert.Equal(0.75 * Hypervolume.Of(flat, [1, 1]), Hypervolume.Of(thick, [1, 1, 1]), 1e-12);
    }

    [Fact]
    public void A_dominated_point_adds_nothing() =>
        Assert.Equal(Hypervolume.Of([[1, 1]], [3, 3]), Hypervolume.Of([[1, 1], [2, 2]], [3, 3]));

    [Fact]
    public void A_point_outside_the_reference_adds_nothing() =>
        Assert.Equal(0, Hypervolume.Of([[0, 3], [3, 0], [4, -5]], [3, 3]));

    [Fact]
    public void Nothing_has_no_volume() => Assert.Equal(0, Hypervolume.Of([], [1, 1]));

    [Fact]
    public void One_objective_measures_the_best_point() => Assert.Equal(2, Hypervolume.Of([[2], [1]], [3]));

    [Fact]
    public void A_contribution_is_the_square_that_only_this_point_covers() =>
        Assert.Equal([1, 1, 1, 0], Hypervolume.Contributions([[0, 2], [1, 1], [2, 0], [2, 2]], [3, 3]));

    private static double ByInclusionAndExclusion(double[][] points, double[] reference)
    {
        var volume = 0.0;
        for (var subset = 1; subset < 1 << points.Length; subset++)
        {
            var chosen = points.Where((_, index) => (subset >> index & 1) == 1).ToArray();
            var box = reference.Select((limit, objective) => Math.Max(0, limit - chosen.Max(point => point[objective])))
                .Aggregate(1.0, (product, side) => product * side);
            volume += chosen.Length % 2 == 1 ? box : -box;
        }

        return volume;
    }
}
