using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class ConstraintModelTests
{
    private static readonly SearchSpace Space = new([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_probability_is_that_of_the_process_of_the_value_below_the_limit(bool isUpper)
    {
        var study = Study(12, isUpper);
        var model = Assert.Single(ConstraintModel.AllOf(study, new(study), new()));

        double[] excesses = [.. study.Observations.Select(observation => study.ExcessOf(observation, 0)!.Value)];
        var inputs = new TrainingInputs([.. study.Observations.Select(observation => new StudyEncoding(study).Point(observation.Configuration))]);
        var forecast = GaussianProcessModel.Fit(inputs, excesses, new() { FloorDistances = [] }, default).Opinions[0].Predict([0.55, 0.4]);

        Assert.Equal(StandardNormal.Probability(-forecast.Mean / forecast.Deviation), Math.Exp(model.Log([0.55, 0.4])), 1e-9);
    }

    [Fact]
    public void A_limit_that_was_never_reached_is_known_to_be_near()
    {
        var study = Study(20, isUpper: true);
        study = study with { Observations = [.. study.Observations.Where(observation => observation.Limited[0] < 5)] };
        var model = Assert.Single(ConstraintModel.AllOf(study, new(study), new()));

        Assert.All(study.Observations, observation => Assert.True(study.ExcessOf(observation, 0) < 0));
        Assert.True(Math.Exp(model.Log([0.2, 0.5])) > 0.95);
        Assert.True(Math.Exp(model.Log([0.95, 0.5])) < 0.3);
    }

    [Theory]
    [InlineData(1e12)]
    [InlineData(-1e12)]
    public void A_value_that_exploded_is_beyond_the_limit_or_below_it_and_hides_nothing_of_the_others(double huge)
    {
        var study = Study(20, isUpper: true);
        var place = study.Observations.Select((observation, i) => (observation, i)).Where(entry => entry.observation.Limited[0] > 5 == huge > 0).Select(entry => entry.i).ElementAt(1);
        study = study with { Observations = study.Observations.SetItem(place, study.Observations[place] with { Limited = [huge] }) };
        var model = Assert.Single(ConstraintModel.AllOf(study, new(study), new()));

        Assert.True(Math.Exp(model.Log([0.35, 0.5])) > 0.9);
        Assert.True(Math.Exp(model.Log([0.65, 0.5])) < 0.1);
        Assert.Equal(huge < 0, model.Log(new StudyEncoding(study).Point(study.Observations[place].Configuration)) > Math.Log(0.5));
    }

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        const double Step = 1e-6;
        var study = Study(12, isUpper: true);
        study = study with
        {
            Observations = [.. study.Observations.Select((observation, i) => observation with { Limited = [observation.Limited[0] + (3 * Math.Sin(5 * i))] })],
        };
        var model = Assert.Single(ConstraintModel.AllOf(study, new(study), new()));
        var gradient = new double[2];

        Assert.Equal(model.Log([0.52, 0.4]), model.LogWithGradient([0.52, 0.4], gradient), 1e-9);
        Assert.Equal((model.Log([0.52 + Step, 0.4]) - model.Log([0.52 - Step, 0.4])) / (2 * Step), gradient[0], 1e-3 * Math.Abs(gradient[0]));
        Assert.Equal((model.Log([0.52, 0.4 + Step]) - model.Log([0.52, 0.4 - Step])) / (2 * Step), gradient[1], 1e-3 * Math.Max(1, Math.Abs(gradient[1])));
    }

    [Fact]
    public void The_sampler_finds_the_best_that_is_allowed_and_hardly_leaves_it()
    {
        var (study, sampler) = (Study(10, isUpper: true), new BayesianSampler(RandomKey.FromSeed(1), new() { InitialTrials = 0 }));
        var before = study.Observations.Length;
        for (var trial = 0; trial < 15; trial++)
        {
            study = study with { Observations = study.Observations.Add(Measure(study, sampler.Suggest(study, 1, RandomKey.FromSeed(trial))[0])) };
        }

        // The loss is 1 - x, and x may be 0.5 at most.
        var allowed = study.Observations.Where(observation => study.ExcessOf(observation, 0) <= 0).ToArray();
        Assert.InRange(allowed.Min(observation => observation.Values[0]), 0.5, 0.52);

        // At the end only the border has anything to give, and half of what lies close to it is beyond.
        Assert.True(study.Observations.Skip(before).Count(observation => study.ExcessOf(observation, 0) > 0.5) <= 3);
    }

    [Fact]
    public void Where_nothing_is_allowed_yet_the_sampler_goes_where_it_may_be()
    {
        var study = Study(10, isUpper: true);
        study = study with { Observations = [.. study.Observations.Where(observation => observation.Limited[0] > 5)] };

        var proposal = new BayesianSampler(RandomKey.FromSeed(1), new() { InitialTrials = 0 }).Suggest(study, 1, RandomKey.FromSeed(1))[0];

        Assert.NotEmpty(study.Observations);
        Assert.True(proposal["x"].AsNumber < study.Observations.Min(observation => observation.Configuration["x"].AsNumber));
    }

    [Fact]
    public void What_was_not_measured_is_not_modelled()
    {
        var study = Study(10, isUpper: true);

        Assert.Empty(ConstraintModel.AllOf(study with { Observations = [.. study.Observations.Select(observation => observation with { Limited = [] })] }, new(study), new()));
    }

    /// <summary>The loss falls with x; the latency, 10 x, must not be over 5. The same limit can be written for its negative.</summary>
    private static StudySnapshot Study(int trials, bool isUpper)
    {
        var study = new StudySnapshot(Space, [new("loss", Direction.Minimize)])
        {
            Constraints = [new("latency_ms", isUpper, isUpper ? 5 : -5)],
        };

        return study with { Observations = [.. new RandomSampler().Suggest(study, trials, RandomKey.FromSeed(3)).Select(at => Measure(study, at))] };
    }

    private static Observation Measure(StudySnapshot study, Configuration at) => new(at, [1 - at["x"].AsNumber + Math.Pow(at["y"].AsNumber - 0.5, 2)])
    {
        Limited = [(study.Constraints[0].IsUpper ? 10 : -10) * at["x"].AsNumber],
    };
}
