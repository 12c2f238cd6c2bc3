using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers.Evolution;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.Samplers.Evolution;

public sealed class PopulationTests
{
    // Ranks by hand: 0 and 1 and 2 on the front, 3 behind it, 4 behind everything.
    private static readonly StudySnapshot Study = new(
        new([new IntegerDomain("x", (0, 9))]), [new("a", Direction.Minimize), new("b", Direction.Maximize)])
    {
        Observations = [At(0, 0, -4), At(1, 1, -1), At(2, 4, 0), At(3, 4, -1), At(4, 9, -9)],
        Infeasible = [new(Configuration(5), InfeasibilityKind.Diverged)],
    };

    [Fact]
    public void Better_ranks_come_first_then_more_room_then_what_is_infeasible() =>
        Assert.Equal([0, 2, 1, 3, 4, 5], Numbers(Population.Of(Study, 10)));

    [Fact]
    public void Only_the_best_are_kept() => Assert.Equal([0, 2, 1], Numbers(Population.Of(Study, 3)));

    [Fact]
    public void Tournaments_prefer_better_ones()
    {
        var population = Population.Of(Study, 4);
        var key = RandomKey.FromSeed(1);

        var counts = Enumerable.Range(0, 16_000).Select(i => population.Select(key.For(i))).CountBy(member => member).ToDictionary();

        // The chance of the i-th of four is 7, 5, 3 and 1 of 16.
        Assert.Equal([7, 5, 3, 1], population.Members.Select(member => (int)Math.Round(counts[member] / 1000.0)));
    }

    private static IEnumerable<int> Numbers(Population population) => population.Members.Select(member => (int)member["x"].AsNumber);

    private static Observation At(int number, double a, double b) => new(Configuration(number), [a, b]);

    private static Configuration Configuration(int number) => new([KeyValuePair.Create("x", ParameterValue.Of(number))]);
}
