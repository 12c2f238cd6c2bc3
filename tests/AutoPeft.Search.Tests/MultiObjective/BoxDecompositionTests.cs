using AutoPeft.Search.MultiObjective;

namespace AutoPeft.Search.Tests.MultiObjective;

public sealed class BoxDecompositionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Boxes_and_dominated_region_together_fill_the_space_below_the_reference(int objectives)
    {
        var points = Points.Random(12, objectives, objectives, levels: 6);
        var reference = Enumerable.Repeat(0.9, objectives).ToArray();

        var volume = BoxDecomposition.OfUndominated(points, reference)
            .Sum(box => box.Low.Zip(box.High).Aggregate(1.0, (product, side) => product * (side.Second - Math.Max(0, side.First))));

        Assert.Equal(Math.Pow(0.9, objectives) - Hypervolume.Of(points, reference), volume, 1e-12);
    }

    [Fact]
    public void Two_objectives_give_one_box_more_than_the_front_has_points() =>
        Assert.Equal(4, BoxDecomposition.OfUndominated([[0, 2], [1, 1], [2, 0], [2, 2]], [3, 3]).Count);

    [Fact]
    public void Without_points_everything_below_the_reference_is_one_box()
    {
        var (low, high) = Assert.Single(BoxDecomposition.OfUndominated([], [3, 4]));

        Assert.Equal([double.NegativeInfinity, double.NegativeInfinity], low);
        Assert.Equal([3, 4], high);
    }
}
