using AutoPeft.Search.Samplers.Evolution;

namespace AutoPeft.Search.Tests.Samplers.Evolution;

public sealed class CrowdingDistanceTests
{
    [Fact]
    public void It_adds_the_gaps_between_neighbours_and_the_ends_are_infinite()
    {
        // By hand: (1, 5): (4 - 0)/10 + (10 - 2)/10; (4, 2): (10 - 1)/10 + (5 - 0)/10.
        var distances = CrowdingDistance.Of([[4, 2], [0, 10], [10, 0], [1, 5]]);

        Assert.Equal([1.4, double.PositiveInfinity, double.PositiveInfinity, 1.2], distances.Select(distance => Math.Round(distance, 12)));
    }

    [Fact]
    public void An_objective_without_range_adds_nothing() =>
        Assert.Equal(1, CrowdingDistance.Of([[0, 7], [1, 7], [2, 7], [4, 7], [3, 7]])[2] * 2, 12);

    [Fact]
    public void Of_one_and_two_points_all_are_ends()
    {
        Assert.Equal([double.PositiveInfinity], CrowdingDistance.Of([[1, 2]]));
        Assert.All(CrowdingDistance.Of([[1, 2], [2, 1]]), distance => Assert.Equal(double.PositiveInfinity, distance));
        Assert.Empty(CrowdingDistance.Of([]));
    }
}
