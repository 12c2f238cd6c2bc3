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

        Assert.Equal(["off", "on"], plot.Axes[0].Axis.Ticks.Select(tick => tick.Text));
        Assert.Equal(plot.Axes[0].Axis.Ticks.Select(tick => tick.Place).Order(), plot.Lines.Select(line => line.Places[0]).Distinct().Order());
        Assert.Contains("2", plot.Axes[1].Axis.Ticks.Select(tick => tick.Text));
    }

    [Fact]
    public void A_choice_of_words_has_an_axis_and_so_have_all_trials_a_line()
    {
        Configuration[] configurations = [.. new[] { "value", "query", "value" }.Select((word, i) => new Configuration([new("rank", ParameterValue.Of(i)), new("targets", ParameterValue.Of(word))]))];

        var plot = ParallelPlot.Of(SampleViews.Of(configurations, (0.5, 10), (0.6, 20), (0.7, 30)), ["targets", "rank"])!;

        Assert.Equal(["query", "value"], plot.Axes[0].Axis.Ticks.Select(tick => tick.Text));
        Assert.Equal(["query", "value"], plot.Axes[0].Words);
        Assert.Equal(3, plot.Lines.Length);
        Assert.Equal(2, plot.Lines.Select(line => line.Places[0]).Distinct().Count());
        Assert.All(plot.Lines, line => Assert.InRange(line.Places[0], 0, 1));
    }

    [Fact]
    public void A_parameter_that_few_trials_have_takes_no_line_away()
    {
        Configuration[] configurations = [new([new("rank", ParameterValue.Of(1)), new("alpha", ParameterValue.Of(2))]), new([new("rank", ParameterValue.Of(2))]), new([new("rank", ParameterValue.Of(3))])];

        var plot = ParallelPlot.Of(SampleViews.Of(configurations, (0.5, 10), (0.6, 20), (0.7, 30)), ["alpha", "rank"])!;

        Assert.DoesNotContain("alpha", plot.Axes.Select(axis => axis.Key));
        Assert.Equal(3, plot.Lines.Length);
    }

    private static Configuration ConfigurationOf(int number) => new([new("layer.0", ParameterValue.Of(number % 2 == 1)), new("rank", ParameterValue.Of(number))]);
}
