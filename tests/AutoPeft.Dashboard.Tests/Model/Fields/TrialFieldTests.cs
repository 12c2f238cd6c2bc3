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
}
