using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Samplers.Tpe;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.Samplers.Tpe;

public sealed class TpeSplitTests
{
    [Fact]
    public void Whole_ranks_come_first_and_the_last_is_filled_by_hypervolume()
    {
        double[][] losses = [[3, 3], [0, 1], [1, 0], [2, 0.9], [0.9, 2], [1.1, 1.1]];

        Assert.Equal([1, 2], TpeSplit.Choose(losses, [4, 4], 2).Order());
        Assert.Equal([1, 2, 5], TpeSplit.Choose(losses, [4, 4], 3).Order());
    }

    [Fact]
    public void A_rank_that_does_not_fit_gives_the_subset_that_greed_finds()
    {
        var key = RandomKey.FromSeed(3);
        var losses = Enumerable.Range(0, 12).Select(i => key.Uniform(i)).Select(x => (double[])[x, 1 - Math.Sqrt(x)]).ToArray();

        var chosen = TpeSplit.Choose(losses, [1.1, 1.1], 3);

        // All subsets of three: greed has at least 1 - 1/e of the best, and here nearly all of it.
        var best = (from a in losses from b in losses from c in losses select Hypervolume.Of([a, b, c], [1.1, 1.1])).Max();
        Assert.True(Hypervolume.Of([.. chosen.Select(index => losses[index])], [1.1, 1.1]) > 0.95 * best);
    }

    [Fact]
    public void Weights_are_contributions_to_the_hypervolume()
    {
        // Alone, (0, 2) adds 1 x 1, (1, 1) adds 1 x 1 and (2, 0) adds 2 x 1 of the box up to (4, 3).
        Assert.Equal([0.5, 0.5, 1], TpeSplit.WeightsOf([[0, 2], [1, 1], [2, 0]], [4, 3]));
        Assert.Equal([1, 1], TpeSplit.WeightsOf([[0.1], [0.2]], [1]));
    }

    [Fact]
    public void Replicates_are_averaged_pending_ones_are_others_and_infeasible_ones_neither()
    {
        var study = new StudySnapshot(new([new FloatDomain("x", 0, 1)]), [new("loss", Direction.Minimize)])
        {
            Observations = [new(At(0.1), [1]), new(At(0.2), [2]), new(At(0.1), [5], 1), new(At(0.3), [4])],
            Pending = [At(0.4)],
            Infeasible = [new(At(0.5), InfeasibilityKind.OutOfMemory)],
        };

        var split = TpeSplit.Of(study, new());

        Assert.Equal([At(0.2)], split.Good);
        Assert.Equal([At(0.1), At(0.3), At(0.4)], split.Others);
    }

    private static Configuration At(double x) => new([KeyValuePair.Create("x", ParameterValue.Of(x))]);
}
