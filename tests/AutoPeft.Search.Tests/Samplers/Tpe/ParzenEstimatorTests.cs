using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Samplers.Tpe;
using AutoPeft.Search.Space;
using AutoPeft.TestKit.Search;

namespace AutoPeft.Search.Tests.Samplers.Tpe;

public sealed class ParzenEstimatorTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    [Fact]
    public void With_nothing_observed_the_density_is_uniform()
    {
        var density = Estimator(StudySnapshots.MixedSpace, []);

        Assert.All(Samples(StudySnapshots.MixedSpace, 20), at => Assert.Equal(0, density.LogDensity(at), 12));
    }

    [Fact]
    public void A_number_has_a_cut_normal_around_each_observation()
    {
        var space = new SearchSpace([new FloatDomain("x", 0, 10)]);
        var width = 0.2 * Math.Pow(2, -1.0 / 5);
        double Normal(double center) => StandardNormal.Density((0.25 - center) / width) / width
            / (StandardNormal.Probability((1 - center) / width) - StandardNormal.Probability(-center / width));

        var density = Estimator(space, [Of(("x", 1)), Of(("x", 6))]).LogDensity(Of(("x", 2.5)));

        Assert.Equal(Math.Log((Normal(0.1) + Normal(0.6) + 1) / 3), density, 12);
    }

    [Fact]
    public void Weights_count_against_that_of_the_uniform_distribution()
    {
        var space = new SearchSpace([new CategoricalDomain("c", ["a", "b", "d"])]);
        var estimator = new ParzenEstimator(new(space), [Of("c", "a"), Of("c", "b")], [1, 0.5]);

        // Kernels: (1 + 1/3) / 2 for the observed name and (1/3) / 2 for the others, relative to 1/3.
        Assert.Equal(Math.Log(((1 * 2) + (0.5 * 0.5) + 1) / 2.5), estimator.LogDensity(Of("c", "a")), 12);
    }

    [Fact]
    public void Levels_have_the_probability_of_their_cells()
    {
        var space = new SearchSpace([new OrdinalDomain("s", [0, 1, 3, 6])]);
        double Cell(double low, double high, double center) =>
            StandardNormal.Probability((high - center) / 0.2) - StandardNormal.Probability((low - center) / 0.2);

        var density = Estimator(space, [Of(("s", 1))]).LogDensity(Of(("s", 6)));

        Assert.Equal(Math.Log(((4 * Cell(0.75, 1, 0.375) / Cell(0, 1, 0.375)) + 1) / 2), density, 10);
    }

    [Fact]
    public void Densities_of_a_discrete_space_add_up_to_one()
    {
        var space = new SearchSpace(
        [
            new OrdinalDomain("s", [0, 1, 3]),
            new CategoricalDomain("c", ["a", "b", "d"]),
            new BooleanDomain("f") { When = new("c", [ParameterValue.Of("a")]) },
            new IntegerDomain("i", (0, 4)) { When = new("f", [ParameterValue.Of(true)]) },
        ]);
        var density = Estimator(space, Samples(space, 7));

        // The uniform distribution of a conditional space: each parameter uniform, given that it is active.
        var total = space.Enumerate().Sum(at => Math.Exp(density.LogDensity(at)) / at.Names.Aggregate(1.0, (product, name) => product * space.Find(name)!.LevelCount!.Value));

        Assert.Equal(1, total, 9);
    }

    [Fact]
    public void Draws_follow_the_density()
    {
        var space = new SearchSpace([new OrdinalDomain("s", [0, 1, 3, 6]), new CategoricalDomain("c", ["a", "b"])]);
        var estimator = Estimator(space, [Of(("s", 0)).With("c", ParameterValue.Of("a")), Of(("s", 6)).With("c", ParameterValue.Of("b"))]);
        const int Draws = 40_000;

        var counts = Enumerable.Range(0, Draws).Select(i => space.FromUnit(estimator.Draw(Key.For(i)))).CountBy(at => at).ToDictionary();

        Assert.All(space.Enumerate(), at => Assert.Equal(Math.Exp(estimator.LogDensity(at)) / 8, (double)counts.GetValueOrDefault(at) / Draws, 0.01));
    }

    [Fact]
    public void Draws_of_a_number_have_the_mean_and_spread_of_the_density()
    {
        var space = new SearchSpace([new FloatDomain("x", 0, 1)]);
        var estimator = Estimator(space, [Of(("x", 0.05)), Of(("x", 0.1))]);
        var grid = Enumerable.Range(0, 2000).Select(i => (i + 0.5) / 2000).ToArray();
        var weights = Array.ConvertAll(grid, x => Math.Exp(estimator.LogDensity(Of(("x", x)))) / 2000);

        var draws = Enumerable.Range(0, 20_000).Select(i => estimator.Draw(Key.For(i))[0]).ToArray();

        Assert.Equal(1, weights.Sum(), 4);
        Assert.Equal(grid.Zip(weights, (x, weight) => x * weight).Sum(), draws.Average(), 0.01);
        Assert.Equal(grid.Zip(weights, (x, weight) => x < 0.2 ? weight : 0).Sum(), draws.Count(x => x < 0.2) / 20_000.0, 0.01);
    }

    private static ParzenEstimator Estimator(SearchSpace space, IReadOnlyList<Configuration> observed) => new(new(space), observed);

    private static Configuration[] Samples(SearchSpace space, int count) => [.. Enumerable.Range(0, count).Select(i => space.Sample(Key.For(i))!)];

    private static Configuration Of(params IEnumerable<(string Name, double Value)> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Name, ParameterValue.Of(value.Value))));

    private static Configuration Of(string name, string value) => new([KeyValuePair.Create(name, ParameterValue.Of(value))]);
}
