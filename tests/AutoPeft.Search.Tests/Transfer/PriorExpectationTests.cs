using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;
using AutoPeft.Search.Transfer;

namespace AutoPeft.Search.Tests.Transfer;

public sealed class PriorExpectationTests
{
    private static readonly SwitchProblem Problem = new(SwitchProblem.Gains);

    [Fact]
    public void The_first_trial_is_what_the_prior_likes_best()
    {
        var first = new BayesianSampler(RandomKey.FromSeed(1)).Suggest(Study(tried: 0, Right), 2, RandomKey.FromSeed(2));
        double[] others = [.. Enumerable.Range(0, 100).Select(i => Right(SwitchProblem.Space.Sample(RandomKey.FromSeed(5).For(i))!))];

        Assert.True(Right(first[0]) <= others.Min(), $"{Right(first[0])} is above {others.Min()}.");
        Assert.NotEqual(first[0], first[1]); // the second one is the design's
    }

    [Fact]
    public void How_far_it_is_believed_depends_on_whether_it_was_right()
    {
        Assert.InRange(SlopeAfter(Right), 0.4, 3);
        Assert.InRange(SlopeAfter(configuration => -Right(configuration)), 0, 0.1);
    }

    [Fact]
    public void It_stands_behind_the_expectations_of_earlier_studies()
    {
        var earlier = SwitchProblem.Earlier(SwitchProblem.Gains, 5, 1);
        var experience = new Experience(SwitchProblem.Describe, [earlier], new([0], _ => 7));
        var expected = new double[experience.Count];
        experience.Expect(SwitchProblem.Space.Sample(RandomKey.FromSeed(1))!, expected);

        Assert.Equal((2, 2, 7.0), (experience.Sources, experience.Count, expected[1]));
        Assert.Equal([0, 1], experience.About(0));
        Assert.Equal((1, null), (experience.Of(1, 0), experience.Of(1, 1)));
    }

    // The truth itself, in standard deviations or so.
    private static double Right(Configuration configuration)
    {
        double[] errors = [.. Enumerable.Range(0, 50).Select(i => Problem.Error(SwitchProblem.Space.Sample(RandomKey.FromSeed(9).For(i))!))];
        var mean = errors.Average();

        return (Problem.Error(configuration) - mean) / Math.Sqrt(errors.Average(error => (error - mean) * (error - mean)));
    }

    private static StudySnapshot Study(int tried, Func<Configuration, double> prior) => new(SwitchProblem.Space, [new("error", Direction.Minimize)])
    {
        Observations =
        [
            .. Enumerable.Range(0, tried).Select(i => SwitchProblem.Space.Sample(RandomKey.FromSeed(3).For(i))!)
                .Select(one => new Observation(one, [Problem.Error(one)])),
        ],
        Experience = new(_ => [], [], new([0], prior)),
    };

    private static double SlopeAfter(Func<Configuration, double> prior)
    {
        var study = Study(tried: 15, prior);
        var encoding = new StudyEncoding(study);
        Configuration[] tried = [.. study.Observations.Select(one => one.Configuration)];
        var inputs = encoding.Inputs(tried, grows: true).WithTrends(encoding.TrendsOf(0));

        return GaussianProcessModel.Fit(inputs, Array.ConvertAll(tried, Problem.Error), new(), default).Opinions[0].Process.Hyperparameters.Trends[0].Slope;
    }
}
