using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Analysis;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Numerics;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;

namespace AutoPeft.Search.Tests.Analysis;

public sealed class FrontPosteriorTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(12);

    private static readonly SearchSpace Space = new([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]);

    [Fact]
    public void A_clear_winner_is_sure_and_a_clear_loser_is_not_on_the_front()
    {
        var study = Study(20, noise: 0.01, seeds: 1);
        var truth = study.Observations.Select(observation => Truth(study, observation.Configuration)).ToArray();
        var front = FrontPosterior.Of(study);

        Assert.True(front[Array.IndexOf(truth, truth.MinBy(losses => losses[0]))].Probability > 0.95);
        var loser = truth.Select((losses, index) => (index, Beaten: truth.Count(other => other[0] < losses[0] - 0.1 && other[1] < losses[1]))).MaxBy(entry => entry.Beaten);
        Assert.True(loser.Beaten > 0);
        Assert.True(front[loser.index].Probability < 0.05);
    }

    [Fact]
    public void Probabilities_agree_with_brute_force_over_the_joint_posterior()
    {
        var study = Study(12, noise: 0.15, seeds: 2);
        var options = new FrontPosteriorOptions();

        var front = FrontPosterior.Of(study, options);

        var brute = BruteForce(study, options, draws: 40_000);
        Assert.Contains(front, point => point.Probability is > 0.1 and < 0.9);
        for (var i = 0; i < front.Length; i++)
        {
            Assert.Equal(brute[i], front[i].Probability, 0.02);
        }
    }

    [Fact]
    public void What_exploded_is_not_on_the_front_and_leaves_the_others_where_they_were()
    {
        var study = Study(20, noise: 0.01, seeds: 1);
        var known = FrontPosterior.Of(study with { Observations = study.Observations.RemoveAt(7) });
        var spoilt = study with { Observations = study.Observations.SetItem(7, study.Observations[7] with { Values = [1e12, -10] }) };

        var front = FrontPosterior.Of(spoilt);

        Assert.Equal(0, front[7].Probability);
        Assert.Equal(known.Select(point => point.Probability), front.RemoveAt(7).Select(point => point.Probability));
    }

    [Fact]
    public void Two_contenders_of_equal_cost_are_told_apart_as_the_difference_of_two_normal_values_says()
    {
        var study = Study(8, noise: 0.1, seeds: 2);
        study = study with { Objectives = [study.Objectives[0]] };
        var options = new FrontPosteriorOptions { Contenders = 2 };

        var front = FrontPosterior.Of(study, options).Where(point => point.Probability > 0).ToArray();

        var encoding = new StudyEncoding(study);
        var opinion = Fit(study, options, encoding);
        var (means, covariances) = opinion.Process.PredictTogether([.. front.Select(point => encoding.Point(point.Configuration))]);
        var spread = Math.Sqrt(covariances[0] + covariances[3] - (2 * covariances[1]));
        Assert.Equal(StandardNormal.Probability((means[1] - means[0]) / spread), front[0].Probability, 0.01);
        Assert.Equal(1, front[0].Probability + front[1].Probability, 1e-9);
    }

    [Fact]
    public void Probabilities_are_honest_over_many_studies()
    {
        var (expected, real, surprise) = (0.0, 0, 0.0);
        for (var seed = 0; seed < 12; seed++)
        {
            var study = Study(20, noise: 0.1, seeds: 2, seed);
            var front = FrontPosterior.Of(study);
            var truth = ParetoFront.IndicesOf([.. front.Select(point => Truth(study, point.Configuration))]).ToHashSet();
            expected += front.Sum(point => point.Probability);
            real += truth.Count;
            surprise += front.Select((point, i) => truth.Contains(i) ? 1 - point.Probability : point.Probability).Sum() / front.Length;
        }

        Assert.Equal(1, expected / real, 0.2);
        Assert.True(surprise / 12 < 0.2, $"{surprise / 12}");
    }

    [Fact]
    public void More_seeds_make_surer()
    {
        double Doubt(int seeds) => Enumerable.Range(0, 4).Sum(seed =>
            FrontPosterior.Of(Study(12, noise: 0.2, seeds, seed)).Sum(point => point.Probability * (1 - point.Probability)));

        Assert.True(Doubt(12) < Doubt(2));
    }

    [Fact]
    public void Replicates_are_counted_and_few_configurations_say_nothing()
    {
        Assert.All(FrontPosterior.Of(Study(6, noise: 0.1, seeds: 3)), point => Assert.Equal(3, point.Seeds));
        Assert.Empty(FrontPosterior.Of(Study(3, noise: 0.1, seeds: 3)));
    }

    [Fact]
    public void Known_objectives_are_certain()
    {
        var front = FrontPosterior.Of(Study(8, noise: 0.1, seeds: 1));

        Assert.All(front, point => Assert.Equal(0, point.Deviations[1]));
        Assert.All(front, point => Assert.True(point.Deviations[0] > 0));
        Assert.All(front, point => Assert.Equal(Cost(point.Configuration), point.Expected[1]));
    }

    private static StudySnapshot Study(int count, double noise, int seeds, int seed = 0)
    {
        var study = new StudySnapshot(Space, [new("loss", Direction.Minimize), new("cost", Direction.Minimize) { IsAnalytic = true }])
        {
            Oracles = ImmutableDictionary.CreateRange<string, Func<Configuration, double>>([new("cost", Cost)]),
        };
        var tried = new RandomSampler().Suggest(study, count, Key.For("tried").For(seed));

        return study with
        {
            Observations = [.. Enumerable.Range(0, seeds).SelectMany(replicate => tried.Select(at =>
                new Observation(at, [Loss(at) + (noise * Key.For(at.Hash).For(seed).Normal(replicate)), Cost(at)], replicate)))],
        };
    }

    private static double[] BruteForce(StudySnapshot study, FrontPosteriorOptions options, int draws)
    {
        var encoding = new StudyEncoding(study);
        var tried = study.Observations.Select(observation => observation.Configuration).Distinct().ToArray();
        var opinion = Fit(study, options, encoding);
        var (means, covariances) = opinion.Process.PredictTogether(Array.ConvertAll(tried, encoding.Point));
        var factor = CholeskyFactor.Of(covariances, tried.Length);
        var counts = new double[tried.Length];
        for (var draw = 0; draw < draws; draw++)
        {
            var key = Key.For("brute").For(draw);
            var losses = tried.Select((at, i) => new[]
            {
                opinion.Scale.ToLoss(means[i] + Enumerable.Range(0, i + 1).Sum(j => factor.Row(i)[j] * key.Normal(j))), Cost(at),
            }).ToArray();
            for (var i = 0; i < tried.Length; i++)
            {
                counts[i] += losses.Any(other => ParetoFront.Dominates(other, losses[i])) ? 0 : 1.0 / draws;
            }
        }

        return counts;
    }

    private static Opinion Fit(StudySnapshot study, FrontPosteriorOptions options, StudyEncoding encoding) => GaussianProcessModel.Fit(
        new([.. study.Observations.Select(observation => encoding.Point(observation.Configuration))], encoding.GrowthGroups),
        [.. study.Observations.Select(observation => observation.Values[0])],
        options.Surrogate,
        RandomKey.FromSeed(0).For("front").For(0)).Opinions[0];

    private static double[] Truth(StudySnapshot study, Configuration at) => study.Objectives.Length == 1 ? [Loss(at)] : [Loss(at), Cost(at)];

    private static double Loss(Configuration at) => Math.Exp(-2 * at["x"].AsNumber) + (0.3 * at["y"].AsNumber);

    private static double Cost(Configuration at) => at["x"].AsNumber;
}
