using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Tests.Rendering;

public sealed class PlotAxisTests
{
    [Fact]
    public void The_ends_of_an_axis_are_its_first_and_last_cell()
    {
        var axis = new PlotAxis(10, 1000, 21, isLogarithmic: true);

        Assert.Equal([0, 10, 20], [axis.CellOf(10), axis.CellOf(100), axis.CellOf(1000)]);
    }

    [Fact]
    public void Linear_ticks_are_round_and_inside()
    {
        var axis = new PlotAxis(0.613, 0.877, 20, isLogarithmic: false);

        Assert.Equal([0.65, 0.7, 0.75, 0.8, 0.85], axis.Ticks(6).Select(tick => Math.Round(tick, 9)));
    }

    [Fact]
    public void Logarithmic_ticks_are_decades_when_there_are_many_and_finer_when_there_are_few()
    {
        Assert.Equal([100.0, 1000, 10000], new PlotAxis(80, 20_000, 20, isLogarithmic: true).Ticks(0));
        Assert.Equal([100.0, 200, 500], new PlotAxis(80, 900, 20, isLogarithmic: true).Ticks(0));
    }

    [Fact]
    public void A_single_value_has_an_axis_too()
    {
        var axis = PlotAxis.Over([0.5], 10, isLogarithmic: false);

        Assert.InRange(axis.CellOf(0.5), 4, 5);
    }

    [Theory]
    [InlineData(0.825, "0.825")]
    [InlineData(20_000, "20k")]
    [InlineData(1_500_000, "1.5M")]
    public void Labels_are_short(double value, string text) => Assert.Equal(text, PlotAxis.Label(value));
}
