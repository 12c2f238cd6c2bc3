using AutoPeft.Dashboard.Model;

namespace AutoPeft.Dashboard.Tests.Model;

public sealed class SweepComparisonTests
{
    [Fact]
    public void Fronts_are_drawn_on_the_scales_of_their_objectives_with_the_trials_marked()
    {
        var fronts = SweepComparison.Of([Logarithmic((0.5, 10), (0.7, 10_000)), Logarithmic((0.8, 1_000))]).Fronts!;

        Assert.Equal(("trainable parameters (less is better, logarithmic)", true), (fronts.Across.Name, fronts.Across.IsLogarithmic));
        Assert.Contains("1000", fronts.Across.Ticks.Select(tick => tick.Text));
        Assert.All(fronts.Series, line => Assert.True(line.IsMarked));
        Assert.Equal([(1_000.0, 0.8)], fronts.Series[1].Points);
    }

    private static StudyView Logarithmic(params (double Accuracy, double Parameters)[] results)
    {
        var study = SampleViews.Of(results).Study;
        var objectives = study.Header.Objectives;

        return new(study with { Header = study.Header with { Objectives = [objectives[0], objectives[1] with { IsLogarithmic = true }] } }, _ => string.Empty);
    }
}
