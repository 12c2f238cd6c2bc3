using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class FeasibilityModelTests
{
    private static readonly SearchSpace Space = new([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]);

    [Fact]
    public void Where_trials_failed_others_are_unlikely_to_succeed()
    {
        var study = Study(30);
        var model = FeasibilityModel.Of(study, new(study), new())!;

        Assert.InRange(Math.Exp(model.Log([0.9, 0.5])), 0, 0.1);
        Assert.InRange(Math.Exp(model.Log([0.2, 0.5])), 0.9, 1);
    }

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        const double Step = 1e-6;
        var study = Study(30);
        var model = FeasibilityModel.Of(study, new(study), new())!;
        var gradient = new double[2];

        Assert.Equal(model.Log([0.55, 0.4]), model.LogWithGradient([0.55, 0.4], gradient), 1e-9);
        Assert.Equal((model.Log([0.55 + Step, 0.4]) - model.Log([0.55 - Step, 0.4])) / (2 * Step), gradient[0], 1e-4);
        Assert.Equal((model.Log([0.55, 0.4 + Step]) - model.Log([0.55, 0.4 - Step])) / (2 * Step), gradient[1], 1e-4);
    }

    [Fact]
    public void Without_failures_nothing_is_modelled() =>
        Assert.Null(FeasibilityModel.Of(Study(30) with { Infeasible = [] }, new(Study(30)), new()));

    [Fact]
    public void The_sampler_mostly_keeps_out_of_where_everything_fails_however_good_it_would_be_there()
    {
        var (study, sampler) = (Study(20), new BayesianSampler(RandomKey.FromSeed(1), new() { InitialTrials = 0 }));
        var places = new List<double>();
        for (var trial = 0; trial < 15; trial++)
        {
            var proposal = sampler.Suggest(study, 1, RandomKey.FromSeed(trial))[0];
            places.Add(proposal["x"].AsNumber);
            study = Try(study, proposal);
        }

        // Without the model all of them would lie there; once the border is reached, only there is anything left to gain.
        Assert.InRange(places.Count(x => x > 0.7), 0, 7);
        Assert.InRange(places.Where(x => x <= 0.6).Max(), 0.5, 0.6);
    }

    [Fact]
    public void The_more_trials_failed_the_more_caution_there_is()
    {
        var study = Study(30);

        Assert.Equal(1 + (study.Infeasible.Length / (double)study.Observations.Length), FeasibilityModel.Of(study, new(study), new())!.Caution);
        Assert.InRange(study.Infeasible.Length, 5, 25);
    }

    /// <summary>The loss falls with x, but beyond 0.6 every trial runs out of memory.</summary>
    private static StudySnapshot Study(int trials)
    {
        var study = new StudySnapshot(Space, [new("loss", Direction.Minimize)]);

        return new RandomSampler().Suggest(study, trials, RandomKey.FromSeed(3)).Aggregate(study, Try);
    }

    private static StudySnapshot Try(StudySnapshot study, Configuration configuration)
    {
        var (x, y) = (configuration["x"].AsNumber, configuration["y"].AsNumber);

        return x > 0.6
            ? study with { Infeasible = study.Infeasible.Add(new(configuration, InfeasibilityKind.OutOfMemory)) }
            : study with { Observations = study.Observations.Add(new(configuration, [1 - x + ((y - 0.5) * (y - 0.5))])) };
    }
}
