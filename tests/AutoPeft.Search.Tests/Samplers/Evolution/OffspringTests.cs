using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers.Evolution;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers.Evolution;

public sealed class OffspringTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(2);

    [Fact]
    public void Children_are_valid_or_nothing()
    {
        var space = StudySnapshots.MixedSpace;
        var children = Enumerable.Range(0, 500)
            .Select(i => new Offspring(space, new()).Of(space.Sample(Key.For(i))!, space.Sample(Key.For(-1 - i))!, Key.For(i)))
            .OfType<Configuration>().ToArray();

        Assert.True(children.Length > 300);
        Assert.All(children, child => Assert.Null(space.WhyInvalid(child)));
    }

    [Fact]
    public void Crossed_numbers_keep_the_mean_of_their_parents()
    {
        var space = new SearchSpace([new FloatDomain("x", 0, 1), .. Enumerable.Range(0, 200).Select(i => new BooleanDomain($"b{i}"))]);
        var draws = Enumerable.Range(0, 4000).Select(i => Child(space, 0.4, 0.6, Key.For(i))).ToArray();
        var swapped = Enumerable.Range(0, 4000).Select(i => Child(space, 0.6, 0.4, Key.For(i))).ToArray();

        Assert.Equal(0.5, draws.Zip(swapped, (left, right) => (left + right) / 2).Average(), 0.01);
        Assert.Contains(draws, x => x is > 0.401 and < 0.599);
        Assert.Contains(draws, x => x < 0.399);
    }

    [Fact]
    public void One_parameter_in_a_child_mutates_on_average()
    {
        var space = new SearchSpace([.. Enumerable.Range(0, 20).Select(i => new OrdinalDomain($"s{i}", [0, 1, 3, 6, 12]))]);
        var parent = space.FromUnit(Enumerable.Repeat(0.5, 20).ToArray());

        var changes = Enumerable.Range(0, 2000)
            .Select(i => new Offspring(space, new()).Of(parent, parent, Key.For(i))!.Entries.Count(entry => entry.Value != parent[entry.Key]));

        Assert.Equal(1, changes.Average(), 0.1);
    }

    private static double Child(SearchSpace space, double first, double second, RandomKey key)
    {
        Configuration Parent(double x) => space.FromUnit([x, .. Enumerable.Repeat(0.0, 200)]);

        return new Offspring(space, new()).Of(Parent(first), Parent(second), key)!["x"].AsNumber;
    }
}
