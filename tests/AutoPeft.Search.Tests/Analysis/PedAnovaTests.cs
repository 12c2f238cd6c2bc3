using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Search.Tests.Analysis;

public sealed class PedAnovaTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(8);

    private static readonly SearchSpace Space = new(
    [
        new FloatDomain("strong", 0, 1),
        new OrdinalDomain("weak", [0, 1, 3, 6, 12]),
        new CategoricalDomain("name", ["a", "b", "c"]),
        new FloatDomain("idle", 0, 1),
        new BooleanDomain("flag"),
        new FloatDomain("inside", 0, 1) { When = new("flag", [ParameterValue.Of(true)]) },
        new FixedDomain("fixed", ParameterValue.Of(1)),
    ]);

    [Fact]
    public void Parameters_are_ordered_by_what_they_do()
    {
        var importances = PedAnova.Of(Study(400, at => (3 * at["strong"].AsNumber) + (at["weak"].AsNumber / 12)), 0);

        Assert.Equal(["strong", "weak"], importances.Take(2).Select(importance => importance.Parameter));
        Assert.True(importances[0].Share > 0.6);
        Assert.All(importances.Skip(2), importance => Assert.True(importance.Share < 0.08, $"{importance}"));
        Assert.Equal(1, importances.Sum(importance => importance.Share), 12);
        Assert.DoesNotContain(importances, importance => importance.Parameter == "fixed");
    }

    [Fact]
    public void A_name_that_decides_is_found() =>
        Assert.Equal("name", PedAnova.Of(Study(200, at => at["name"].AsText == "b" ? 0 : 1), 0)[0].Parameter);

    [Fact]
    public void Being_active_at_all_can_matter() =>
        Assert.Equal(["flag", "inside"], PedAnova.Of(Study(300, at => at["flag"].AsFlag ? 0 : 1), 0).Take(2).Select(importance => importance.Parameter).Order());

    [Fact]
    public void Where_nothing_matters_the_divergences_are_those_of_chance()
    {
        var importances = Enumerable.Range(0, 20).SelectMany(seed => PedAnova.Of(Study(100, at => Key.For(seed).For(at.Hash).Uniform(0)), 0));

        Assert.Equal(1, importances.Average(importance => importance.Divergence) / importances.Average(importance => importance.Chance), 0.25);
    }

    [Fact]
    public void All_objectives_together_look_at_the_front()
    {
        var study = Study(300, at => at["strong"].AsNumber) with { Objectives = [new("a", Direction.Minimize), new("b", Direction.Minimize)] };
        study = study with
        {
            Observations = [.. study.Observations.Select(observation =>
            {
                var (x, idle) = (observation.Configuration["strong"].AsNumber, observation.Configuration["idle"].AsNumber);
                return observation with { Values = [x + idle, 1 - x + idle] };
            })],
        };

        Assert.Equal("idle", PedAnova.Of(study, null)[0].Parameter);
        Assert.Equal(["idle", "strong"], PedAnova.Of(study, 0).Take(2).Select(importance => importance.Parameter).Order());
    }

    [Fact]
    public void A_loss_that_exploded_does_not_choose_who_is_best()
    {
        var study = Study(300, at => at["strong"].AsNumber) with { Objectives = [new("a", Direction.Minimize), new("b", Direction.Minimize)] };
        study = study with
        {
            Observations = [.. study.Observations.Select((observation, i) =>
            {
                var (x, idle) = (observation.Configuration["strong"].AsNumber, observation.Configuration["idle"].AsNumber);
                return observation with { Values = i == 20 ? [1e12, -0.1] : [x, 1 - x - (0.5 * idle * x * (1 - x))] };
            })],
        };
        var without = study with { Observations = study.Observations.RemoveAt(20) };

        Assert.All(
            PedAnova.Of(without, null).Zip(PedAnova.Of(study, null)),
            pair => Assert.Equal((pair.First.Parameter, pair.First.Divergence), (pair.Second.Parameter, pair.Second.Divergence), (left, right) => left.Parameter == right.Parameter && Math.Abs(left.Divergence - right.Divergence) < 0.05));
    }

    [Fact]
    public void Too_few_trials_say_nothing() => Assert.Empty(PedAnova.Of(Study(5, _ => 0), 0));

    private static StudySnapshot Study(int count, Func<Configuration, double> loss) => new(Space, [new("loss", Direction.Minimize)])
    {
        Observations = [.. Enumerable.Range(0, count).Select(i => Space.Sample(Key.For(i))!).Select(at => new Observation(at, [loss(at)]))],
    };
}
