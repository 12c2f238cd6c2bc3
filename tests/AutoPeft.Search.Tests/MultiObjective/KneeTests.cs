using AutoPeft.Search.MultiObjective;

namespace AutoPeft.Search.Tests.MultiObjective;

public sealed class KneeTests
{
    [Fact]
    public void The_knee_of_a_bent_front_is_its_corner() =>
        Assert.Equal(2, Knee.IndexOf([[0, 100], [10, 0], [1, 10], [5, 9]]));

    [Fact]
    public void Dominated_points_are_never_the_knee() =>
        Assert.Equal(1, Knee.IndexOf([[2, 11], [1, 10], [0, 100], [10, 0]]));

    [Fact]
    public void A_logarithmic_objective_moves_the_knee_to_ratios()
    {
        double[][] points = [[0.30, 1e3], [0.20, 1e5], [0.12, 3e5], [0.10, 1e7]];

        Assert.Equal(2, Knee.IndexOf(points, [false, true]));
    }

    [Fact]
    public void A_front_that_bulges_outwards_gives_the_point_nearest_to_the_ideal() =>
        Assert.Equal(1, Knee.IndexOf([[0, 1], [0.7, 0.7], [1, 0], [0.2, 0.99]]));

    [Fact]
    public void A_front_of_one_point_has_that_knee() => Assert.Equal(1, Knee.IndexOf([[2, 2], [1, 1]]));
}
