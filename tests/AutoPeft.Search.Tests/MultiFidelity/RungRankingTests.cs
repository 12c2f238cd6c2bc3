using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiFidelity;
using AutoPeft.Search.MultiObjective;

namespace AutoPeft.Search.Tests.MultiFidelity;

public sealed class RungRankingTests
{
    [Fact]
    public void One_objective_is_ranked_by_value_and_equals_by_cost() =>
        Assert.Equal([2, 3, 1, 0], RungRanking.Order([[3], [2], [1], [2]], [[0], [9], [0], [4]]));

    [Fact]
    public void A_value_that_is_no_number_comes_last() => Assert.Equal([1, 0], RungRanking.Order([[double.NaN], [1e9]], [[], []]));

    [Fact]
    public void Of_several_objectives_what_exploded_in_one_comes_last_too_however_good_the_others()
    {
        double[][] losses = [[double.NaN, -1], [0.3, 4], [1e12, 0], [0.4, 3], [0.6, 1], [0.5, 2]];

        var order = RungRanking.Order(losses, [.. losses.Select(_ => Array.Empty<double>())]);

        Assert.Equal([0, 2], order.Skip(4).Order());
        Assert.Equal([1, 4], order.Take(2));
    }

    [Fact]
    public void Several_objectives_are_ranked_by_rank_and_then_spread()
    {
        // The front is 0 to 4 on a line; 5 is behind it. From the end 0 the farthest is 4, then the middle 2.
        var order = RungRanking.Order([[0, 4], [1, 3], [2, 2], [3, 1], [4, 0], [3, 3]], [.. Enumerable.Repeat(Array.Empty<double>(), 6)]);

        Assert.Equal([0, 4, 2], order.Take(3));
        Assert.Equal([1, 3], order.Skip(3).Take(2).Order());
        Assert.Equal(5, order[5]);
    }

    [Fact]
    public void Whatever_the_points_no_point_comes_before_one_that_dominates_it()
    {
        var key = RandomKey.FromSeed(4);
        var losses = Enumerable.Range(0, 60).Select(i => (double[])[key.Uniform(3 * i), key.Uniform((3 * i) + 1), key.Uniform((3 * i) + 2)]).ToArray();

        var order = RungRanking.Order(losses, [.. losses.Select(_ => Array.Empty<double>())]);

        Assert.Equal(Enumerable.Range(0, 60), order.Order());
        for (var early = 0; early < 60; early++)
        {
            Assert.All(order[early..], late => Assert.False(ParetoFront.Dominates(losses[late], losses[order[early]])));
        }
    }

    [Fact]
    public void The_scale_of_an_objective_does_not_matter()
    {
        double[][] losses = [[0, 10], [1, 6], [2, 5], [3, 1], [4, 0]];
        double[][] scaled = [.. losses.Select(loss => (double[])[loss[0] * 1e6, loss[1] - 50])];
        var costs = losses.Select(_ => Array.Empty<double>()).ToArray();

        Assert.Equal(RungRanking.Order(losses, costs), RungRanking.Order(scaled, costs));
    }
}
