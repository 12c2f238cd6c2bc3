using AutoPeft.Dashboard.Model.Plots;

namespace AutoPeft.Dashboard.Tests.Model.Plots;

public sealed class StudyPlotsTests
{
    private static readonly (double Accuracy, double Parameters)[] Results = [(0.5, 1000), (0.8, 1000), (0.7, 1000), (0.6, 1000)];

    [Fact]
    public void The_hypervolume_says_what_the_last_trials_gained_where_a_plateau_ends_the_study()
    {
        var plot = StudyPlots.Hypervolume(SampleViews.Of("budget: { plateau: { trials: 2, gain: 0.05 } }", Results))!;

        Assert.Contains("ends when the last 2 trials enlarge it by less than 5 %; they enlarged it by 0 %.", plot.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_a_plateau_can_be_told_the_hypervolume_says_from_when_on()
    {
        var plot = StudyPlots.Hypervolume(SampleViews.Of("budget: { plateau: 10 }", Results))!;

        Assert.Contains("once 20 have ended (4 until now).", plot.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_plateau_rule_the_hypervolume_speaks_of_none() =>
        Assert.DoesNotContain("ends when", StudyPlots.Hypervolume(SampleViews.Of(Results))!.Note, StringComparison.Ordinal);
}
