using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Search.Tests.MultiFidelity;

public sealed class AsynchronousHalvingPrunerTests
{
    private static readonly AsynchronousHalvingPruner Pruner = new(new() { Full = 9, Reduction = 3 });

    [Fact]
    public void The_first_to_reach_a_rung_goes_on() => Assert.False(Pruner.Judge(Curves.Of(0, 100), []).IsPruned);

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(1.5, false)]
    [InlineData(2.5, true)]
    public void The_best_third_goes_on_rounded_up(double loss, bool isPruned) =>
        Assert.Equal(isPruned, Pruner.Judge(Curves.Of(9, loss), [Curves.Of(0, 1), Curves.Of(1, 2), Curves.Of(2, 3)]).IsPruned);

    [Fact]
    public void The_reason_says_rung_and_rank() => Assert.Equal(
        "Rank 3 of 4 at rung 1 (3 epochs), where the best 2 went on.",
        Pruner.Judge(Curves.Of(9, 1, 1, 2.5), [Curves.Of(0, 1, 1, 1), Curves.Of(1, 1, 1, 2), Curves.Of(2, 1, 1, 3), Curves.Of(3, 0, 0)]).Reason);

    [Fact]
    public void Between_rungs_and_at_the_end_nobody_is_stopped()
    {
        var others = Enumerable.Range(0, 9).Select(i => Curves.Of(i, [.. Enumerable.Repeat(0.0, 9)])).ToArray();

        Assert.Equal([1, 3], Enumerable.Range(1, 9).Where(length => Pruner.Judge(Curves.Of(9, [.. Enumerable.Repeat(1.0, length)]), others).IsPruned));
    }

    [Fact]
    public void A_small_configuration_is_not_stopped_for_larger_ones_that_are_better_unless_wanted()
    {
        var small = Curves.Of(9, 5) with { Costs = [1] };
        var larger = Enumerable.Range(0, 8).Select(i => Curves.Of(i, i / 10.0) with { Costs = [100] }).ToArray();

        Assert.False(Pruner.Judge(small, larger).IsPruned);
        Assert.True(new AsynchronousHalvingPruner(new() { Full = 9, Comparison = RungComparison.All }).Judge(small, larger).IsPruned);
        Assert.True(Pruner.Judge(larger[7] with { Trial = 10 }, [.. larger[..7], small]).IsPruned);
    }

    [Fact]
    public void An_objective_that_is_the_same_for_all_changes_no_decision()
    {
        // As an objective of its own, a cost would make the cheapest non-dominated whatever it measures.
        var losses = Enumerable.Range(0, 9).Select(i => Curves.Vector(i, i, 10 - i)).ToArray();
        var worst = Curves.Vector(9, 20, 20) with { Costs = [0.001] };

        Assert.True(new AsynchronousHalvingPruner(new() { Full = 9, Comparison = RungComparison.All })
            .Judge(worst, [.. losses.Select(curve => curve with { Costs = [7] })]).IsPruned);
    }
}
