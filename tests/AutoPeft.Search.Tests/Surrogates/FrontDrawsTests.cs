using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Surrogates;

public sealed class FrontDrawsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(77);

    private static readonly double[] Reference = [1.2, 1.1];

    private static readonly SearchSpace Space = new([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]);

    private readonly StudySnapshot _study = Study(14, noise: 0.1);

    [Theory]
    [InlineData(0.2, 0.1)]
    [InlineData(0.6, 0.05)]
    public void The_improvement_agrees_with_brute_force_over_what_the_front_and_the_candidate_may_be(double x, double y)
    {
        var (encoding, models) = Fit(_study);
        var known = Tried(_study);
        var acquisition = FrontDraws.Of(encoding, models, new() { FrontDraws = 512 }, Key)!.Acquisition(known, [], Reference, []);
        var candidate = At(x, y);

        Assert.Equal(BruteForce(encoding, models, [.. known, candidate]), Math.Exp(acquisition.Evaluate(candidate, encoding.Point(candidate))), 3e-3);
    }

    [Fact]
    public void The_gradient_agrees_with_finite_differences()
    {
        const double Step = 1e-6;
        var (encoding, models) = Fit(_study);
        var acquisition = FrontDraws.Of(encoding, models, new(), Key)!.Acquisition(Tried(_study), [], Reference, []);
        double Value(double x, double y) => acquisition.Evaluate(At(x, y), encoding.Point(At(x, y)));
        var free = Space.Domains.Select((domain, place) => new FreeParameter((FloatDomain)domain, place)).ToList();
        var gradient = new double[2];

        var value = acquisition.EvaluateWithGradient(new(At(0.4, 0.2), encoding.Point(At(0.4, 0.2)), free), gradient);

        Assert.Equal(Value(0.4, 0.2), value, 1e-9);
        Assert.Equal((Value(0.4 + Step, 0.2) - Value(0.4 - Step, 0.2)) / (2 * Step), gradient[0], 1e-3 * Math.Max(1, Math.Abs(gradient[0])));
        Assert.Equal((Value(0.4, 0.2 + Step) - Value(0.4, 0.2 - Step)) / (2 * Step), gradient[1], 1e-3 * Math.Max(1, Math.Abs(gradient[1])));
    }

    [Fact]
    public void What_is_pending_is_drawn_too_and_takes_its_improvement_away()
    {
        var (encoding, models) = Fit(_study);
        var draws = FrontDraws.Of(encoding, models, new(), Key)!;
        var candidate = At(0.5, 0);
        double Value(IEnumerable<Configuration> known) => draws.Acquisition(known, [], Reference, []).Evaluate(candidate, encoding.Point(candidate));

        Assert.True(Value([.. Tried(_study), At(0.501, 0.001)]) < Value(Tried(_study)) - 0.5);
    }

    [Fact]
    public void A_draw_leaves_as_much_uncertainty_as_the_law_of_total_variance_says()
    {
        var (encoding, models) = Fit(_study);
        var opinion = ((GaussianProcessModel)models[0]).Opinions[0];
        var points = Array.ConvertAll(Tried(_study), encoding.Point);
        var (drawn, _) = DrawnModel.Of(opinion with { Scale = new(double.NegativeInfinity, 0, 1) }, points, QuasiNormal.Draw(512, points.Length, Key));
        var (forecasts, point) = (new Forecast[512], new[] { 0.43, 0.77, 0.43 });

        drawn.Predict(At(0.43, 0.77), point, forecasts);

        var (mean, variance) = opinion.Process.Predict(point);
        var average = forecasts.Average(forecast => forecast.Mean);
        Assert.Equal(mean, average, 0.02);
        Assert.Equal(variance, forecasts.Average(forecast => Math.Pow(forecast.Mean - average, 2)) + Math.Pow(forecasts[0].Deviation, 2), 0.05 * variance);
    }

    [Fact]
    public void Without_noise_there_is_nothing_to_draw()
    {
        var (encoding, models) = Fit(Study(14, noise: 0));

        Assert.Null(FrontDraws.Of(encoding, models, new(), Key));
    }

    [Fact]
    public void A_batch_on_a_noisy_study_is_spread_out()
    {
        var sampler = new BayesianSampler(Key, new() { InitialTrials = 0 });

        var batch = sampler.Suggest(_study with { Pending = [At(0.5, 0)] }, 4, Key);

        var costs = batch.Select(at => at["x"].AsNumber).Order().ToArray();
        Assert.All(costs.Zip(costs.Skip(1)), pair => Assert.True(pair.Second - pair.First > 0.005));
    }

    private static (StudyEncoding Encoding, ImmutableArray<IObjectiveModel> Models) Fit(StudySnapshot study)
    {
        var encoding = new StudyEncoding(study);
        var inputs = new TrainingInputs([.. study.Observations.Select(observation => encoding.Point(observation.Configuration))], encoding.GrowthGroups);
        double[] losses = [.. study.Observations.Select(observation => observation.Values[0])];

        return (encoding, [GaussianProcessModel.Fit(inputs, losses, new(), Key), new AnalyticModel(at => at["x"].AsNumber)]);
    }

    /// <summary>The mean hypervolume that the last configuration adds to the others, over plain random draws of all of them together.</summary>
    private static double BruteForce(StudyEncoding encoding, ImmutableArray<IObjectiveModel> models, Configuration[] all)
    {
        const int Draws = 20_000;
        var opinion = ((GaussianProcessModel)models[0]).Opinions[0];
        var (means, covariances) = opinion.Process.PredictTogether(Array.ConvertAll(all, encoding.Point));
        var (factor, total) = (CholeskyFactor.Of(covariances, all.Length), 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var key = Key.For("brute").For(draw);
            var normal = Enumerable.Range(0, all.Length).Select(i => key.Normal(i)).ToArray();
            double[][] losses = [.. all.Select((at, i) => new[]
            {
                opinion.Scale.ToLoss(means[i] + VectorOperations.Dot(factor.Row(i), normal.AsSpan(0, i + 1))), at["x"].AsNumber,
            })];
            total += Hypervolume.Of(losses, Reference) - Hypervolume.Of(losses[..^1], Reference);
        }

        return total / Draws;
    }

    private static Configuration[] Tried(StudySnapshot study) => [.. study.Observations.Select(observation => observation.Configuration).Distinct()];

    private static Configuration At(double x, double y) => new([KeyValuePair.Create("x", ParameterValue.Of(x)), KeyValuePair.Create("y", ParameterValue.Of(y))]);

    /// <summary>Every configuration measured twice, so that the noise is plain.</summary>
    private static StudySnapshot Study(int count, double noise)
    {
        var study = new StudySnapshot(Space, [new("loss", Direction.Minimize), new("cost", Direction.Minimize) { IsAnalytic = true }])
        {
            Oracles = ImmutableDictionary.CreateRange<string, Func<Configuration, double>>([new("cost", at => at["x"].AsNumber)]),
            ReferencePoint = [.. Reference],
        };
        var tried = new RandomSampler().Suggest(study, count, Key);

        return study with
        {
            Observations = [.. Enumerable.Range(0, 2).SelectMany(replicate => tried.Select(at => new Observation(
                at,
                [Math.Exp(-2 * at["x"].AsNumber) + (0.5 * at["y"].AsNumber) + (noise * Key.For(at.Hash).Normal(replicate)), at["x"].AsNumber],
                replicate)))],
        };
    }
}
