using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Tests.Model.Listing;

public sealed class TrialFilterTests
{
    // Numbers 0 to 3 are completed with these results, number 4 waits.
    private static readonly Dashboard.Model.StudyView View = SampleViews.Of((0.5, 10), (0.7, 30), (0.6, 40), (0.9, 100));

    [Theory]
    [InlineData("", "0 1 2 3 4")]
    [InlineData("state:completed", "0 1 2 3")]
    [InlineData("state=QUEUED", "4")]
    [InlineData("accuracy>0.6", "1 3")]
    [InlineData("accuracy >= 0.6", "1 2 3")]
    [InlineData("accuracy<0.7 trainable_parameters>10", "2")]
    [InlineData("accuracy<0.6 or accuracy>0.8", "0 3")]
    [InlineData("not front:yes", "2 4")]
    [InlineData("not not front:yes", "0 1 3")]
    [InlineData("(accuracy=0.5 or accuracy=0.9) and number>0", "3")]
    [InlineData("accuracy!=0.5", "1 2 3 4")]
    [InlineData("lora.rank=3", "3")]
    [InlineData("layer.0=true", "0 2 4")]
    [InlineData("schedule~\"lin\"", "0 1 2 3 4")]
    [InlineData("worker-1", "1 3")]
    [InlineData("tags:keep", "0")]
    [InlineData("loss<0.35", "1 3")]
    [InlineData("number>2 or number=0 state:completed", "0 3 4")]
    [InlineData("finished>2026-01-02T", "")]
    public void What_is_asked_for_is_found(string filter, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', View.Study.Trials.Where(TrialFilter.Parse(filter, View.Fields)).Select(trial => trial.Number)));

    [Theory]
    [InlineData("acuracy>0.5", 1, "accuracy")]
    [InlineData("accuracy>", 10, "value")]
    [InlineData("(accuracy>1", 12, "')'")]
    [InlineData("state:completed )", 17, "end")]
    [InlineData("accuracy ! 1", 10, "Use = !=")]
    [InlineData("label~\"head", 7, "Add \"")]
    [InlineData("or", 1, "name")]
    public void A_mistake_is_answered_with_its_place_and_a_remedy(string filter, int column, string remedy)
    {
        var fault = Assert.Single(Assert.Throws<InvalidInputException>(() => TrialFilter.Parse(filter, View.Fields)).Faults);

        Assert.Equal(column, fault.Place.Column);
        Assert.Contains(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_without_end_is_refused_and_does_not_end_the_process() =>
        Assert.Throws<InvalidInputException>(() => TrialFilter.Parse(new string('(', 100_000), View.Fields));
}
