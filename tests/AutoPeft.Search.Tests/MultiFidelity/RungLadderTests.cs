using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Search.Tests.MultiFidelity;

public sealed class RungLadderTests
{
    [Theory]
    [InlineData(1, 3, 27, new[] { 1, 3, 9 })]
    [InlineData(1, 2, 8, new[] { 1, 2, 4 })]
    [InlineData(2, 4, 9, new[] { 2, 8 })]
    [InlineData(5, 3, 5, new int[0])]
    [InlineData(1, 3, 243, new[] { 1, 3, 9, 27, 81 })]
    public void Rungs_lie_below_the_full_training(int least, int reduction, int full, int[] expected) =>
        Assert.Equal(expected, new RungLadder(new(least), reduction, new(full)).Rungs.Select(rung => rung.Fidelity.Amount));

    [Fact]
    public void A_rung_is_reached_once()
    {
        var ladder = new RungLadder(new(2), 2, new(8));

        Assert.Null(ladder.JustReached(Curves.Of(0, 1)));
        Assert.Equal(new Rung(0, new(2)), ladder.JustReached(Curves.Of(0, 1, 1)));
        Assert.Null(ladder.JustReached(Curves.Of(0, 1, 1, 1)));
        Assert.Equal(1, ladder.JustReached(Curves.Of(0, 1, 1, 1, 1))!.Index);
    }

    [Fact]
    public void Of_rungs_that_are_passed_at_once_the_highest_counts()
    {
        var sparse = new LearningCurve(0, [new(new(1), [1]), new(new(7), [1])]);

        Assert.Equal(1, new RungLadder(new(2), 2, new(8)).JustReached(sparse)!.Index);
    }

    [Theory]
    [InlineData(0.1, 3, new[] { 111_111, 333_333 })]
    [InlineData(0.125, 2, new[] { 125_000, 250_000, 500_000 })]
    [InlineData(0.3, 3, new[] { 333_333 })]
    [InlineData(0.5, 3, new int[0])]
    public void Shares_are_counted_from_all_of_the_data_downwards(double least, int reduction, int[] expected) =>
        Assert.Equal(expected, RungLadder.OfShares(Fidelity.OfShare(least), reduction).Rungs.Select(rung => rung.Fidelity.Amount));

    [Fact]
    public void Without_its_lowest_rungs_a_ladder_begins_higher_and_counts_from_there() =>
        Assert.Equal([new Rung(0, new(4))], new RungLadder(new(1), 2, new(8)).Without(2).Rungs);
}
