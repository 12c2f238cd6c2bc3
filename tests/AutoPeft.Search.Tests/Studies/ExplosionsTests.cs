using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Samplers.Tpe;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Studies;

public sealed class ExplosionsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(31);

    [Theory]
    [InlineData(1e3, 0.05)]
    [InlineData(1e6, 0.2)]
    [InlineData(1e12, 0.4)]
    public void Losses_far_beyond_all_others_have_exploded(double huge, double share)
    {
        double[] losses = [.. Enumerable.Range(0, 60).Select(i => Key.For("which").Uniform(i) < share ? huge * (1 + Key.Uniform(i)) : 0.3 + (0.4 * Key.Uniform(i)))];

        Assert.Equal(losses.Select(loss => loss >= huge), Explosions.Among(losses));
        Assert.Contains(true, Explosions.Among(losses));
    }

    [Fact]
    public void Explosions_of_all_sizes_are_told_from_ordinary_losses_without_a_gap()
    {
        double[] losses = [.. Enumerable.Range(0, 60).Select(i => i % 4 == 3 ? Math.Pow(10, 12 * Key.Uniform(i)) : 0.3 + (0.4 * Key.Uniform(i)))];

        var exploded = Explosions.Among(losses);

        Assert.Contains(losses, loss => loss is > 1 and < 100);
        Assert.All(losses.Zip(exploded).Where(pair => pair.First is < 1 or > 50), pair => Assert.Equal(pair.First > 50, pair.Second));
    }

    [Theory]
    [InlineData("even")]
    [InlineData("fourth power")]
    [InlineData("heavy tail")]
    [InlineData("decades")]
    [InlineData("far from zero")]
    [InlineData("negative")]
    [InlineData("ties")]
    [InlineData("constant")]
    public void Ordinary_losses_have_not(string kind)
    {
        double[] losses = [.. Enumerable.Range(0, 60).Select(i => kind switch
        {
            "heavy tail" => Math.Exp(2 * Key.Normal(i)),
            "fourth power" => Math.Pow(Key.Uniform(i), 4),
            "decades" => Math.Pow(10, 5 * Key.Uniform(i)),
            "far from zero" => 1e6 + Key.Uniform(i),
            "negative" => -Key.Uniform(i),
            "ties" => i % 4 < 3 ? 0.25 : 0.5,
            "constant" => 0,
            _ => Key.Uniform(i),
        })];

        Assert.DoesNotContain(true, Explosions.Among(losses));
    }

    [Fact]
    public void Beside_an_explosion_ordinary_losses_are_what_they_were()
    {
        double[] losses = [0.5, 0.02, 0.7, 0.001, 0.3, 0.9, 0.4, 0.8, .. Enumerable.Range(0, 92).Select(i => Key.Uniform(i)), 1e12];

        Assert.Equal(losses.Select(loss => loss > 1), Explosions.Among(losses));
    }

    [Fact]
    public void Beside_losses_that_crowd_around_the_best_the_first_ones_have_not()
    {
        double[] losses = [.. Enumerable.Range(0, 8).Select(i => Key.Uniform(i)), .. Enumerable.Range(0, 60).Select(i => 1e-9 * Key.Uniform(8 + i))];

        Assert.DoesNotContain(true, Explosions.Among(losses));
    }

    [Fact]
    public void What_most_trials_give_is_ordinary() => Assert.DoesNotContain(true, Explosions.Among([0.3, 0.4, 1e9, 1e9, 2e9, 2e9, 3e9, 4e9]));

    [Fact]
    public void Of_few_trials_nothing_is_said() => Assert.DoesNotContain(true, Explosions.Among([0.3, 0.4, 1e9]));

    [Fact]
    public void A_trial_that_exploded_counts_as_one_that_diverged()
    {
        var study = Study([[0.3, 1], [0.4, 2], [1e9, 3], [0.5, 4], [0.6, 5]]);

        var apart = Explosions.Apart(study);

        Assert.Equal([0.3, 0.4, 0.5, 0.6], apart.Observations.Select(observation => observation.Values[0]));
        Assert.Equal([new(study.Observations[2].Configuration, InfeasibilityKind.Diverged)], apart.Infeasible);
    }

    [Fact]
    public void What_is_known_before_training_cannot_explode()
    {
        double[][] values = [[1, 0.3], [2, 0.4], [1e9, 0.5], [3, 0.5]];
        var study = Study(values);

        Assert.NotSame(study, Explosions.Apart(study));

        study = study with { Objectives = [study.Objectives[0] with { IsAnalytic = true }, study.Objectives[1]] };
        Assert.Same(study, Explosions.Apart(study));
    }

    [Theory]
    [InlineData("best", 1e3)]
    [InlineData("best", 1e12)]
    [InlineData("ensemble", 1e12)]
    [InlineData("draws", 1e12)]
    [InlineData("trust region", 1e12)]
    public void A_search_of_which_every_fourth_trial_explodes_finds_the_best_nevertheless(string kind, double huge)
    {
        var best = Play(SamplerOf(kind), objectives: 1, huge).Min(losses => losses[0]);

        // What exploded taken for ordinary, 0.004 to 0.02 are left.
        Assert.InRange(best, 0, 1e-3);
    }

    [Theory]
    [InlineData("best", 0.97)]
    [InlineData("tpe", 0.95)]
    public void Of_two_objectives_either_may_explode(string kind, double least)
    {
        var found = Hypervolume.Of(Play(SamplerOf(kind), objectives: 2, 1e12), [1.1, 1.1]);

        Assert.InRange(found, least, 1.1);
    }

    private static ISampler SamplerOf(string kind) => kind switch
    {
        "ensemble" => new BayesianSampler(Key, new() { Surrogate = new() { Inference = Inference.SparseEnsemble } }),
        "draws" => new BayesianSampler(Key, new() { Surrogate = new() { Inference = Inference.SparseDraws, Draws = new() { Warmup = 30, Steps = 16, Thinning = 8, MaximumDepth = 4 } } }),
        "trust region" => new TrustRegionSampler(Key),
        "tpe" => new TpeSampler(Key),
        _ => new BayesianSampler(Key),
    };

    private static double[][] Play(ISampler sampler, int objectives, double huge)
    {
        var space = new SearchSpace([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]);
        var study = new StudySnapshot(space, [.. Enumerable.Range(0, objectives).Select(i => new Objective($"f{i}", Direction.Minimize))]) { TrialBudget = 30 };
        for (var trial = 0; trial < 30; trial++)
        {
            var at = sampler.Suggest(study, 1, Key.For(trial))[0];
            var (x, y) = (at["x"].AsNumber, at["y"].AsNumber);
            double[] losses = objectives == 1 ? [Wave(x - 0.6) + Wave(y - 0.35)] : [(x * x) + Math.Pow(y - 0.5, 2), Math.Pow(x - 1, 2) + Math.Pow(y - 0.5, 2)];
            var which = trial / 4 % objectives;
            losses[which] = trial % 4 == 2 ? huge * (1 + Key.Uniform(trial)) : losses[which];
            study = study with { Observations = study.Observations.Add(new(at, [.. losses])) };
        }

        return [.. study.Observations.Select(study.LossesOf)];
    }

    // From 0 up, with a local minimum beside the least.
    private static double Wave(double x) => (x * x) + (0.125 * (1 - Math.Cos(12 * x)));

    private static StudySnapshot Study(double[][] values) =>
        new(new([new FloatDomain("x", 0, 1)]), [new("first", Direction.Minimize), new("second", Direction.Minimize)])
        {
            Observations = [.. values.Select((value, i) => new Observation(new([KeyValuePair.Create("x", ParameterValue.Of(i / 10.0))]), [.. value]))],
        };
}
