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
}
