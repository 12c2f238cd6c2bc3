using AutoPeft.Search.MultiObjective;

namespace AutoPeft.Search.Tests.MultiObjective;

public sealed class ParetoFrontTests
{
    [Theory]
    [InlineData(1, null)]
    [InlineData(2, null)]
    [InlineData(2, 4)]
    [InlineData(3, null)]
    [InlineData(3, 3)]
    [InlineData(5, 2)]
    public void The_front_is_what_comparing_all_pairs_gives(int objectives, int? levels)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var points = Points.Random(60, objectives, seed, levels);

            var expected = Enumerable.Range(0, points.Length)
                .Where(index => !points.Any(other => ParetoFront.Dominates(other, points[index])));

            Assert.Equal(expected, ParetoFront.IndicesOf(points));
        }
    }

    [Fact]
    public void Copies_of_a_front_point_are_all_kept_as_indices_and_once_as_points()
    {
        double[][] points = [[1, 2], [2, 1], [1, 2], [2, 2]];

        Assert.Equal([0, 1, 2], ParetoFront.IndicesOf(points));
        Assert.Equal([[1, 2], [2, 1]], ParetoFront.Of(points));
    }

    [Fact]
    public void Nothing_has_an_empty_front() => Assert.Empty(ParetoFront.IndicesOf([]));

    [Fact]
    public void A_point_does_not_dominate_its_copy() => Assert.False(ParetoFront.Dominates([1, 2], [1, 2]));

    [Fact]
    public void Ranks_peel_the_points_front_by_front()
    {
        double[][] points = [[3, 3], [1, 1], [2, 3], [1, 2], [3, 1]];

        Assert.Equal([3, 0, 2, 1, 1], ParetoFront.RanksOf(points));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, null)]
    [InlineData(2, 4)]
    [InlineData(3, null)]
    [InlineData(3, 3)]
    [InlineData(5, 2)]
    public void Ranks_are_what_taking_front_after_front_away_gives(int objectives, int? levels)
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var points = Points.Random(60, objectives, seed, levels);

            Assert.Equal(Peeled(points), ParetoFront.RanksOf(points));
        }
    }

    [Fact]
    public void Fifty_thousand_points_are_quick()
    {
        var points = Points.Random(50_000, 2, 1);

        Assert.InRange(ParetoFront.IndicesOf(points).Length, 2, 200);
        Assert.InRange(ParetoFront.RanksOf(points).Max(), 200, 1000);
    }

    private static int[] Peeled(double[][] points)
    {
        var ranks = new int[points.Length];
        var rest = Enumerable.Range(0, points.Length).ToArray();
        for (var rank = 0; rest.Length > 0; rank++)
        {
            var front = ParetoFront.IndicesOf([.. rest.Select(index => points[index])]).Select(place => rest[place]).ToHashSet();
            foreach (var index in front)
            {
                ranks[index] = rank;
            }

            rest = [.. rest.Where(index => !front.Contains(index))];
        }

        return ranks;
    }
}
