using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Analysis;

namespace AutoPeft.Trials.Tests.Analysis;

public sealed class TrialConditionTests
{
    [Theory]
    [InlineData("trainable_parameters <= 100", true)]
    [InlineData("trainable_parameters<=99", false)]
    [InlineData("accuracy >= 70%", true)]
    [InlineData("accuracy >= 7.1e-1", false)]
    [InlineData("matthews >= 0", false)]
    public void A_trial_keeps_a_limit_on_what_it_measured(string condition, bool expected) =>
        Assert.Equal(expected, TrialCondition.Parse(condition, "--where").IsMetBy(FinishedStudy.Trial(0, accuracy: 0.7, parameters: 100)));

    [Theory]
    [InlineData("accuracy")]
    [InlineData("accuracy = 1")]
    [InlineData("accuracy >= high")]
    [InlineData("")]
    public void What_is_no_condition_is_refused_with_an_example(string text)
    {
        var fault = Assert.Throws<InvalidInputException>(() => TrialCondition.Parse(text, "--where")).Faults.Single();

        Assert.Equal("--where", fault.Place.Source);
        Assert.Contains("trainable_fraction <= 0.5%", fault.Remedy, StringComparison.Ordinal);
    }
}
