using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.TestKit.Trials;

namespace AutoPeft.Dashboard.Tests.Model.Plots;

public sealed class FrontPlotterTests
{
    [Fact]
    public void Front_and_dominated_trials_are_told_apart_and_waiting_ones_are_not_drawn()
    {
        var plot = FrontPlotter.Plot(SampleViews.Of((0.5, 10), (0.7, 30), (0.6, 40)), new())!;

        Assert.Equal([(2, "dominated"), (0, "front"), (1, "front")], plot.Points.Select(point => (point.Trial, point.Class)));
    }

    [Fact]
    public void The_line_of_the_front_is_a_stair()
    {
        var plot = FrontPlotter.Plot(SampleViews.Of((0.5, 10), (0.7, 30)), new())!;

        Assert.Equal(3, plot.Line.Length);
        Assert.Equal((plot.Line[2].X, plot.Line[0].Y), plot.Line[1]);
    }

    [Fact]
    public void A_window_shows_only_what_lies_in_it()
    {
        var plot = FrontPlotter.Plot(SampleViews.Of((0.5, 10), (0.7, 30)), new() { Window = new(20, 40, 0, 1) })!;

        Assert.Equal(1, Assert.Single(plot.Points).Trial);
        Assert.Equal((20, 40), (plot.Across.Low, plot.Across.High));
    }

    [Fact]
    public void Repetitions_get_a_bar_of_mean_and_deviation()
    {
        var same = SampleStudies.Configuration(1);
        var plot = FrontPlotter.Plot(SampleViews.Of([same, same], (0.5, 10), (0.7, 10)), new())!;

        Assert.Equal("accuracy 0.6 ± 0.1414 over 2 seeds", Assert.Single(plot.Whiskers).Title);
    }

    [Fact]
    public void What_has_no_place_on_a_logarithmic_axis_is_named_with_the_reason()
    {
        var view = SampleViews.Of((0.5, 0), (0.7, 30));

        var log = FrontPlotter.Plot(view, new() { IsAcrossLogarithmic = true })!;

        Assert.Equal(1, Assert.Single(log.Points).Trial);
        Assert.Equal("Not drawn: trial 0. A logarithmic axis has no place for values of 0 or less (trainable parameters).", log.Missing);
        Assert.Empty(FrontPlotter.Plot(view, new() { IsAcrossLogarithmic = false })!.Missing);
    }

    [Fact]
    public void Of_very_many_that_have_no_place_a_few_are_named()
    {
        var plot = FrontPlotter.Plot(SampleViews.Of([.. Enumerable.Range(0, 9).Select(_ => (0.5, 0.0)), (0.7, 30)]), new() { IsAcrossLogarithmic = true })!;

        Assert.StartsWith("Not drawn: trial 0, trial 1, trial 2, trial 3 and 5 more.", plot.Missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_can_be_an_axis_and_a_text_cannot()
    {
        var view = SampleViews.Of((0.5, 10), (0.7, 30));

        Assert.Equal("loss", FrontPlotter.Plot(view, new() { Up = "loss", Across = "number" })!.UpKey);
        Assert.Null(FrontPlotter.Plot(view, new() { Up = "state" }));
        Assert.Null(FrontPlotter.Plot(view, new() { Across = "nothing" }));
    }

    [Fact]
    public void Very_many_dominated_trials_share_dots_and_none_is_lost()
    {
        var results = Enumerable.Range(0, 5000).Select(i => (0.2 + (0.0001 * (i % 71)), 1000.0 + (i % 97))).Append((0.9, 10.0)).ToArray();
        var plot = FrontPlotter.Plot(SampleViews.Of(results), new())!;

        Assert.Equal(5001, plot.Shown);
        Assert.Equal(5000, plot.Crowds.Where(crowd => crowd.Class == "dominated").Sum(crowd => crowd.Trials));
        Assert.True(plot.Crowds.Sum(crowd => crowd.Dots.Length) < 5000);
        Assert.Equal("front", Assert.Single(plot.Points).Class);
    }
}
