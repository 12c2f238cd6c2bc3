using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Search.Tests.MultiFidelity;

public sealed class HyperbandPrunerTests
{
    // Least 1, full 9, one in 3: s from 2 to 0 with 9, 5 and 3 trials, as in table 1 of the paper for R = 9.
    private static readonly HyperbandPruner Pruner = new(new() { Full = 9, Reduction = 3 });

    [Fact]
    public void A_round_has_the_brackets_of_the_paper() => Assert.Equal(
        [(0, 0, 9), (0, 1, 5), (0, 2, 3), (1, 0, 9)],
        Enumerable.Range(0, 26).Select(Pruner.BracketOf).CountBy(bracket => bracket).Select(entry => (entry.Key.Round, entry.Key.Skipped, entry.Value)));

    [Fact]
    public void A_bracket_that_skips_a_rung_stops_nobody_there_and_the_last_nobody_at_all()
    {
        var others = Enumerable.Range(0, 17).Select(i => Curves.Of(i, 0, 0, 0)).ToArray();
        bool IsPruned(int trial, int length) =>
            Pruner.Judge(Curves.Of(trial, [.. Enumerable.Repeat(1.0, length)]), [.. others.Where(other => other.Trial != trial)]).IsPruned;

        Assert.Equal((true, true), (IsPruned(8, 1), IsPruned(8, 3)));
        Assert.Equal((false, true), (IsPruned(13, 1), IsPruned(13, 3)));
        Assert.Equal((false, false), (IsPruned(16, 1), IsPruned(16, 3)));
    }

    [Fact]
    public void A_trial_is_judged_at_the_rungs_of_its_bracket() => Assert.Equal(
        [[1, 3], [3], []],
        new[] { 0, 13, 16 }.Select(trial => Pruner.RungsOf(trial).Select(rung => rung.Fidelity.Amount).ToArray()));

    [Fact]
    public void Brackets_of_shares_are_those_of_the_same_number_of_rungs()
    {
        var byShare = new HyperbandPruner(new() { Unit = FidelityUnit.Share, Least = Fidelity.OfShare(0.1).Amount, Full = Fidelity.AllData.Amount, Reduction = 3 });

        Assert.Equal(Enumerable.Range(0, 40).Select(Pruner.BracketOf), Enumerable.Range(0, 40).Select(byShare.BracketOf));
        Assert.Equal([333_333], byShare.RungsOf(13).Select(rung => rung.Fidelity.Amount));
    }
}
