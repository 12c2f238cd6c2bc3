using AutoPeft.Dashboard.Model.Listing;

namespace AutoPeft.Dashboard.Tests.Model.Listing;

public sealed class TrialDifferencesTests
{
    [Fact]
    public void What_differs_is_told_apart_from_what_does_not()
    {
        var differences = TrialDifferences.Of(SampleViews.Of((0.5, 10), (0.7, 10)), [0, 1]);

        Assert.Equal("accuracy", differences.Different[0].Key);
        Assert.Contains(differences.Different, field => field.Key == "lora.rank");
        Assert.Contains(differences.Same, field => field.Key == "trainable_parameters");
        Assert.Contains(differences.Same, field => field.Key == "schedule");
    }

    [Fact]
    public void Trials_that_do_not_exist_and_repetitions_are_left_out() =>
        Assert.Equal([1], TrialDifferences.Of(SampleViews.Of((0.5, 10), (0.7, 10)), [1, 1, 77, -1]).Trials.Select(trial => trial.Number));
}
