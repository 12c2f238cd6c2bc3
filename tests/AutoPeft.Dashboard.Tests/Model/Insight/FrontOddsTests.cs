using AutoPeft.Dashboard.Model.Insight;

namespace AutoPeft.Dashboard.Tests.Model.Insight;

public sealed class FrontOddsTests
{
    private static readonly (double, double)[] Results =
        [(0.50, 100), (0.58, 200), (0.66, 300), (0.660001, 400), (0.65, 500), (0.70, 600), (0.75, 700), (0.90, 800)];

    [Fact]
    public void The_best_is_surer_than_what_is_worse_and_dearer_than_another()
    {
        var odds = FrontOdds.Of(SampleViews.Of(Results), SamplePlans.Of(Results.Length));

        Assert.True(odds.Of(7)!.Probability > odds.Of(4)!.Probability);
        Assert.Matches("^[0-9]+ % sure to be on the front \\(1 seed\\)$", odds.Text(7));
        Assert.Matches("^[0-9]+ %$", odds.Short(7));
    }

    [Fact]
    public void Without_the_space_or_with_too_few_trials_nothing_is_said()
    {
        Assert.True(FrontOdds.Of(SampleViews.Of(Results), null).IsEmpty);
        Assert.True(FrontOdds.Of(SampleViews.Of(Results[..2]), SamplePlans.Of(2)).IsEmpty);
        Assert.Equal(string.Empty, FrontOdds.Of(SampleViews.Of(Results), null).Text(0));
    }

    [Fact]
    public void Trials_that_are_not_on_the_front_and_likely_belong_there_are_named_and_those_of_the_front_are_not()
    {
        var view = SampleViews.Of(Results);
        var odds = FrontOdds.Of(view, SamplePlans.Of(Results.Length));

        Assert.All(odds.Overlooked(view), item => Assert.False(view.IsOnFront(view.Study.Trials[item.Trial])));
        Assert.Equal(odds.Overlooked(view).Length, Enumerable.Range(0, Results.Length).Count(trial => odds.Of(trial)!.Probability >= 0.5 && !view.IsOnFront(view.Study.Trials[trial])));
    }

    [Fact]
    public void Of_very_many_trials_those_next_to_the_front_are_looked_at()
    {
        (double, double)[] many = [.. Enumerable.Range(0, 900).Select(i => (0.5 + (0.0005 * (i % 450)), 100.0 + i))];
        var view = SampleViews.Of(many);

        var odds = FrontOdds.Of(view, SamplePlans.Of(many.Length));

        Assert.All(view.Front.Trials.Take(20), trial => Assert.NotNull(odds.Of(trial.Number)));
        Assert.InRange(Enumerable.Range(0, many.Length).Count(trial => odds.Of(trial) is not null), 100, 700);
    }
}
