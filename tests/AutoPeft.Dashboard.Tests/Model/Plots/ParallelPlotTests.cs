using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Tests.Model.Plots;

public sealed class ParallelPlotTests
{
    [Fact]
    public void The_axis_of_a_flag_says_off_and_on_and_nothing_between()
    {
        Configuration[] configurations = [.. Enumerable.Range(0, 4).Select(ConfigurationOf)];

        var plot = ParallelPlot.Of(SampleViews.Of(configurations, (0.5, 10), (0.6, 20), (0.7, 30), (0.8, 40)), ["layer.0", "rank"])!;

        Assert.Equal(["off", "on"], plot.Axes[0].Ticks.Select(tick => tick.Text));
        Assert.Equal(plot.Axes[0].Ticks.Select(tick => tick.Place).Order(), plot.Lines.Select(line => line.Places[0]).Distinct().Order());
        Assert.Contains("2", plot.Axes[1].Ticks.Select(tick => tick.Text));
    }

    private static Configuration ConfigurationOf(int number) => new([new("layer.0", ParameterValue.Of(number % 2 == 1)), new("rank", ParameterValue.Of(number))]);
}
