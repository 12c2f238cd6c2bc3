using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.MultiObjective;

public sealed class ReferencePointTests
{
    [Fact]
    public void The_point_lies_a_tenth_of_the_range_behind_the_nadir_of_the_front()
    {
        var reference = ReferencePoint.Infer([[0, 10], [1, 5], [2, 0], [100, 100]]);

        Assert.Equal([2.2, 11], reference);
    }

    [Fact]
    public void A_front_in_a_corner_takes_the_points_behind_it_too()
    {
        var reference = ReferencePoint.Infer([[0, 1], [0.01, 0.9], [0.4, 3], [1, 2], [5, 9], [6, 8]]);

        Assert.Equal([1.1, 3.21], reference, (left, right) => Math.Abs(left - right) < 1e-12);
    }

    [Fact]
    public void A_front_of_one_point_takes_the_range_of_all_points() =>
        Assert.Equal([1.2, 1.4], ReferencePoint.Infer([[1, 1], [3, 5]]));

    [Fact]
    public void What_exploded_does_not_count_but_what_is_known_before_training_does()
    {
        double[][] points = [[0, 10], [1, 5], [2, 0], [1e12, -1], [100, 100]];
        Objective[] objectives = [new("loss", Direction.Minimize), new("cost", Direction.Minimize)];

        Assert.Equal([2.2, 11], ReferencePoint.Infer(points, objectives));
        Assert.Equal(1.1e12, ReferencePoint.Infer(points, [objectives[0] with { IsAnalytic = true }, objectives[1]])[0]);
    }

    [Fact]
    public void A_single_point_lies_within_its_reference() =>
        Assert.Equal([-99, 5.5], ReferencePoint.Infer([[-110, 5]]), (left, right) => Math.Abs(left - right) < 1e-12);
}
