using AutoPeft.Dashboard.Model.Plots;

namespace AutoPeft.Dashboard.Tests.Model.Plots;

public sealed class PlotAxisTests
{
    [Theory]
    [InlineData(false, 0, 1)]
    [InlineData(false, -3, 12345)]
    [InlineData(true, 1, 1e7)]
    [InlineData(true, 800, 1200)]
    [InlineData(false, 5, 5)]
    public void Ticks_are_few_and_lie_on_the_axis(bool isLogarithmic, double low, double high)
    {
        var axis = PlotAxis.Over("x", isLogarithmic, [low, high]);

        Assert.InRange(axis.Ticks.Count(), 2, 12);
        Assert.All(axis.Ticks, tick => Assert.InRange(tick.Place, -1e-9, 1 + 1e-9));
        Assert.InRange(axis.Place(low), 0, 1);
        Assert.InRange(axis.Place(high), 0, 1);
    }

    [Fact]
    public void What_a_logarithm_cannot_show_does_not_spoil_the_axis()
    {
        var axis = PlotAxis.Over("x", true, [0, -1, double.NaN, double.PositiveInfinity, 10, 1000]);

        Assert.False(axis.CanShow(0));
        Assert.Equal(0.5, axis.Place(100), 6);
    }
}
