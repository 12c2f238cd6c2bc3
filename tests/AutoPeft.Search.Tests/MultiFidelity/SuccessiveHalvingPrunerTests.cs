using AutoPeft.Search.MultiFidelity;

namespace AutoPeft.Search.Tests.MultiFidelity;

public sealed class SuccessiveHalvingPrunerTests
{
    // Rungs 1 and 3: cohorts of nine.
    private static readonly SuccessiveHalvingPruner Pruner = new(new() { Full = 9, Reduction = 3 });

    [Fact]
    public void Only_trials_of_the_same_cohort_compete()
    {
        var others = Enumerable.Range(0, 9).Select(i => Curves.Of(i, 0.1)).ToArray();

        Assert.False(Pruner.Judge(Curves.Of(9, 5), others).IsPruned);
        Assert.True(Pruner.Judge(Curves.Of(8, 5), others[..8]).IsPruned);
        Assert.True(Pruner.Judge(Curves.Of(11, 5), [.. others, Curves.Of(9, 1), Curves.Of(10, 2)]).IsPruned);
    }
}
