using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Tests.Model.Fields;

public sealed class TrialFieldTests
{
    [Fact]
    public void Flags_are_shown_as_words_and_count_as_numbers()
    {
        var view = SampleViews.Of([new([new("layer.0", ParameterValue.Of(true)), new("rank", ParameterValue.Of(4))])], (0.5, 10));
        var (trial, flag) = (view.Study.Trials[0], view.Fields.Find("layer.0")!);

        Assert.Equal(("true", 1), (flag.Show(trial), flag.Number!(trial)));
        Assert.Equal("4", view.Fields.Find("rank")!.Show(trial));
    }

    [Fact]
    public void Choices_are_shown_as_words_and_can_be_sorted()
    {
        Configuration[] configurations = [.. new[] { "b", "c", "a" }.Select(word => new Configuration([new("targets", ParameterValue.Of(word))]))];
        var view = SampleViews.Of(configurations, (0.5, 10), (0.6, 20), (0.7, 30));
        var field = view.Fields.Find("targets")!;

        Assert.Equal("b", field.Show(view.Study.Trials[0]));
        Assert.Equal([2, 0, 1], view.Study.Trials.Take(3).Order(new TrialOrder(field, isDescending: false)).Select(trial => trial.Number));
        Assert.Equal([1, 0, 2], view.Study.Trials.Take(3).Order(new TrialOrder(field, isDescending: true)).Select(trial => trial.Number));
    }
}
