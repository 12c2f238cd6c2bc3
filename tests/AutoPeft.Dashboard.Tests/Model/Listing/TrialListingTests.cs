using AutoPeft.Dashboard.Model.Listing;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Dashboard.Tests.Model.Listing;

public sealed class TrialListingTests
{
    private static readonly Dashboard.Model.StudyView View = SampleViews.Of((0.5, 10), (0.7, 30), (0.6, 40), (0.9, 100));

    [Theory]
    [InlineData("number", "0 1 2 3 4")]
    [InlineData("-number", "4 3 2 1 0")]
    [InlineData("accuracy", "0 2 1 3 4")]
    [InlineData("-accuracy", "3 1 2 0 4")]
    [InlineData("worker", "0 2 1 3 4")]
    public void Trials_without_a_value_come_last_in_both_directions(string sort, string numbers) =>
        Assert.Equal(numbers, Numbers(new() { Sort = sort }));

    [Fact]
    public void Pages_together_are_the_whole_table()
    {
        var seen = new List<int>();
        var query = new TrialQuery { Sort = "-accuracy", Size = 2 };
        for (TrialListing? page = TrialListing.Of(View, query); page is not null; page = page.Next is null ? null : TrialListing.Of(View, query with { After = page.Next }))
        {
            seen.AddRange(page.Rows.Select(trial => trial.Number));
        }

        Assert.Equal([3, 1, 2, 0, 4], seen);
    }

    [Fact]
    public void A_page_continues_after_the_same_trial_when_better_ones_came_meanwhile()
    {
        var query = new TrialQuery { Sort = "-accuracy", Size = 1 };
        var next = TrialListing.Of(View, query).Next!;
        var later = SampleViews.Of((0.5, 10), (0.7, 30), (0.6, 40), (0.9, 100), (0.95, 20));

        Assert.Equal(1, TrialListing.Of(later, query with { After = next }).Rows[0].Number);
    }

    [Fact]
    public void All_faults_of_a_query_are_named_at_once() => Assert.Equal(
        ["sort", "size"],
        Assert.Throws<InvalidInputException>(() => TrialListing.Of(View, new() { Sort = "nothing", Size = 0 })).Faults.Select(fault => fault.Place.Source));

    [Theory]
    [InlineData("17")]
    [InlineData("-1")]
    [InlineData("x")]
    public void A_cursor_that_nobody_gave_is_refused(string after) =>
        Assert.Throws<InvalidInputException>(() => TrialListing.Of(View, new() { After = after }));

    private static string Numbers(TrialQuery query) => string.Join(' ', TrialListing.Of(View, query).Rows.Select(trial => trial.Number));
}
