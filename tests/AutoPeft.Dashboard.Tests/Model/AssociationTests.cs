using AutoPeft.Dashboard.Model;

namespace AutoPeft.Dashboard.Tests.Model;

public sealed class AssociationTests
{
    [Fact]
    public void A_parameter_that_rises_with_accuracy_correlates_fully_whatever_the_scale()
    {
        var view = SampleViews.Of((0.1, 10), (0.2, 10), (0.25, 10), (0.9, 10));

        var first = Association.Of(view, view.Study.Header.Objectives[0])[0];

        Assert.Equal(("lora.rank", 4), (first.Parameter, first.Trials));
        Assert.Equal(1, first.Correlation, 12);
    }

    [Fact]
    public void What_is_to_be_small_correlates_the_other_way()
    {
        var view = SampleViews.Of((0.1, 10), (0.1, 20), (0.1, 30));

        Assert.Equal(-1, Association.Of(view, view.Study.Header.Objectives[1])[0].Correlation, 12);
    }

    [Fact]
    public void Two_trials_say_nothing() => Assert.Empty(Association.Of(SampleViews.Of((0.1, 10), (0.2, 10)), SampleViews.Of().Study.Header.Objectives[0]));
}
