using AutoPeft.Dashboard.Model.Insight;
using AutoPeft.Dashboard.Model.Plots;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Definition;

namespace AutoPeft.Dashboard.Tests.Model.Plots;

public sealed class InsightPlotsTests
{
    private static readonly BooleanDomain First = new("layer.0");
    private static readonly BooleanDomain Second = new("layer.1");

    [Fact]
    public void Two_flags_make_four_cells_each_as_warm_as_its_own_trials_are_good()
    {
        var contour = Contour([(false, false, 0.1), (false, false, 0.2), (true, false, 0.3), (true, true, 0.9), (true, true, 0.8)]);

        Assert.Equal((2, 2), (contour.Columns, contour.Rows));
        Assert.Equal([(0, 0), (1, 0), (1, 1)], contour.Cells.Select(cell => (cell.Column, cell.Row)));
        Assert.Equal([1, 4, 7], contour.Cells.Select(cell => cell.Level));
    }

    [Fact]
    public void Trials_of_one_choice_do_not_hide_each_other()
    {
        var contour = Contour([.. Enumerable.Range(0, 40).Select(i => (true, true, i / 100.0))]);

        Assert.True(contour.IsSpread);
        Assert.Equal(40, contour.Dots.Select(dot => (Math.Round(dot.X, 3), Math.Round(dot.Y, 3))).Distinct().Count());
        Assert.All(contour.Dots, dot => Assert.True(dot is { X: > 0.5 and < 1, Y: > 0.5 and < 1 }));
    }

    private static DotPlot Contour((bool First, bool Second, double Accuracy)[] trials)
    {
        var view = SampleViews.Of(
            [.. trials.Select(trial => new Configuration([new("layer.0", ParameterValue.Of(trial.First)), new("layer.1", ParameterValue.Of(trial.Second))]))],
            [.. trials.Select((trial, i) => (trial.Accuracy, 10.0 + i))]);
        var plan = new StudyPlan("sample", new() { Budget = new(trials.Length, null) }, new(new([First, Second]), SampleStudies.Header().Objectives));

        return InsightPlots.Contour(view, StudyInsight.Of(view, plan, 0), (First, Second), 0)!;
    }
}
