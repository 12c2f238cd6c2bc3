using AutoPeft.Search.Analysis;

namespace AutoPeft.Search.Tests.Analysis;

public sealed class RankCorrelationTests
{
    [Fact]
    public void Equal_values_share_the_middle_rank() => Assert.Equal([2.5, 0, 2.5, 1], RankCorrelation.Ranks([7, -1, 7, 3]));

    [Theory]
    [InlineData(new double[] { 1, 10, 100 }, new double[] { 2, 3, 4 }, 1)]
    [InlineData(new double[] { 1, 10, 100 }, new double[] { 4, 3, 2 }, -1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 2, 1, 4, 3 }, 0.6)]
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 5, 5, 5 }, 0)]
    public void Only_the_order_counts(double[] left, double[] right, double expected) =>
        Assert.Equal(expected, RankCorrelation.Of(left, right), 12);
}
