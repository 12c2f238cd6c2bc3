using AutoPeft.Peft.Allocation;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Peft.Tests.Allocation;

public sealed class NestedRanksTests
{
    [Fact]
    public void A_module_that_needs_rank_gets_it_from_one_that_does_not() =>
        Assert.Equal([3, 0, 1], NestedRanks.Least([[9, 6, 3, 0], [0.1, 0, 0, 0], [2, 0.5, 0.4, 0]], budget: 4));

    [Fact]
    public void Nothing_is_given_away_that_helps_nobody() => Assert.Equal([1, 0], NestedRanks.Least([[1, 0, 0], [0, 0, 0]], budget: 4));

    [Fact]
    public void It_is_as_good_as_trying_every_way()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var key = RandomKey.FromSeed(seed);
            double[][] errors = [.. Enumerable.Range(0, 3).Select(module => Enumerable.Range(0, 5).Select(rank => key.For(module).Uniform(rank)).ToArray())];
            var budget = key.Below(99, 12);

            var ranks = NestedRanks.Least(errors, budget);

            Assert.InRange(ranks.Sum(), 0, budget);
            Assert.Equal(Best(errors, budget), errors.Zip(ranks, (own, rank) => own[rank]).Sum(), 12);
        }
    }

    private static double Best(double[][] errors, int budget) => (
        from a in Enumerable.Range(0, 5)
        from b in Enumerable.Range(0, 5)
        from c in Enumerable.Range(0, 5)
        where a + b + c <= budget
        select errors[0][a] + errors[1][b] + errors[2][c]).Min();
}
