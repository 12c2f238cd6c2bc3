using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Surrogates;
using AutoPeft.Search.Transfer;

namespace AutoPeft.Search.Tests.Transfer;

public sealed class ExperienceTests
{
    private static readonly double[] Others = [0.01, 0.6, 0.03, 0.8, 0.02, 0.05, 0.4, 0.9, 0.02, 0.1];

    [Fact]
    public void Expectations_are_ordered_like_what_the_earlier_study_measured()
    {
        var (experience, problem) = (new Experience(SwitchProblem.Describe, [SwitchProblem.Earlier(SwitchProblem.Gains, 60, 1)]), new SwitchProblem(SwitchProblem.Gains));
        var pairs = Enumerable.Range(0, 50).Select(i => SwitchProblem.Space.Sample(RandomKey.FromSeed(2).For(i))!)
            .Select(one => (Expected: Expect(experience, one), Truth: problem.Error(one))).ToArray();

        var right = pairs.Sum(one => pairs.Count(other => one.Expected < other.Expected && one.Truth < other.Truth));

        Assert.InRange(right, 0.85 * 50 * 49 / 2, 50 * 49 / 2);
    }

    [Fact]
    public void What_exploded_in_an_earlier_study_is_not_learned()
    {
        var study = SwitchProblem.Earlier(SwitchProblem.Gains, 60, 1);
        var spoilt = study with { Losses = [study.Losses[0].SetItem(7, 1e12), []] };
        var without = study with { Descriptions = study.Descriptions.RemoveAt(7), Losses = [study.Losses[0].RemoveAt(7), []] };
        var one = SwitchProblem.Space.Sample(RandomKey.FromSeed(2))!;

        Assert.Equal(Expect(new(SwitchProblem.Describe, [without]), one), Expect(new(SwitchProblem.Describe, [spoilt]), one));
    }

    [Fact]
    public void A_study_of_fewer_than_four_trials_teaches_nothing()
    {
        Assert.Empty(new Experience(SwitchProblem.Describe, [SwitchProblem.Earlier(SwitchProblem.Gains, 3, 1)]).Studies);
    }

    [Fact]
    public void Where_nothing_varied_nothing_is_expected()
    {
        var same = Enumerable.Repeat(SwitchProblem.Space.Sample(RandomKey.FromSeed(0))!, 6).Select(SwitchProblem.Describe).ToArray();
        var experience = new Experience(SwitchProblem.Describe, [new("same", [.. same.Select(point => System.Collections.Immutable.ImmutableArray.Create(point))], [[1, 2, 3, 4, 5, 6]])]);

        Assert.Equal(0, Expect(experience, SwitchProblem.Space.Sample(RandomKey.FromSeed(1))!));
    }

    [Fact]
    public void An_objective_has_the_expectations_of_the_studies_that_measured_it()
    {
        var one = SwitchProblem.Earlier(SwitchProblem.Gains, 5, 1);
        var experience = new Experience(SwitchProblem.Describe, [one, one with { Losses = [[], one.Losses[0]] }, one]);

        Assert.Equal([0, 2], experience.About(0));
        Assert.Equal([1], experience.About(1));
        Assert.Equal((2, null), (experience.Of(2, 0), experience.Of(1, 0)));
    }

    [Fact]
    public void How_far_it_is_followed_depends_on_whether_it_was_right()
    {
        Assert.InRange(SlopeAfter(SwitchProblem.Gains), 0.5, 3);
        Assert.InRange(SlopeAfter([.. SwitchProblem.Gains.Select(gain => -gain)]), 0, 0.1);
    }

    [Fact]
    public void A_related_study_saves_trials()
    {
        var problem = new SwitchProblem(SwitchProblem.Gains);
        double[] gains = [.. SwitchProblem.Gains.Select((gain, layer) => gain * (layer % 2 == 0 ? 0.7 : 1.3))];

        var (warm, cold) = (Mean(seed => problem.Search(14, seed, SwitchProblem.Earlier(gains, 40, seed))), Mean(seed => problem.Search(14, seed)));

        Assert.True(warm.Mean > cold.Mean + warm.Error + cold.Error, $"{warm} is not above {cold}.");
    }

    [Theory]
    [InlineData(14)]
    [InlineData(28)]
    public void An_unrelated_study_costs_no_more_than_noise(int trials)
    {
        var problem = new SwitchProblem(SwitchProblem.Gains);

        var (warm, cold) = (Mean(seed => problem.Search(trials, seed, SwitchProblem.Earlier(Others, 40, seed))), Mean(seed => problem.Search(trials, seed)));

        Assert.True(warm.Mean > cold.Mean - (2 * (warm.Error + cold.Error)), $"{warm} is below {cold}.");
    }

    private static double SlopeAfter(double[] gains)
    {
        var problem = new SwitchProblem(SwitchProblem.Gains);
        var tried = Enumerable.Range(0, 15).Select(i => SwitchProblem.Space.Sample(RandomKey.FromSeed(3).For(i))!).ToArray();
        var study = new StudySnapshot(SwitchProblem.Space, [new("error", Direction.Minimize)])
        {
            Observations = [.. tried.Select(one => new Observation(one, [problem.Error(one)]))],
            Experience = new(SwitchProblem.Describe, [SwitchProblem.Earlier(gains, 60, 4)]),
        };
        var encoding = new StudyEncoding(study);
        var inputs = encoding.Inputs(tried, grows: true).WithTrends(encoding.TrendsOf(0));

        return GaussianProcessModel.Fit(inputs, Array.ConvertAll(tried, problem.Error), new(), default).Opinions[0].Process.Hyperparameters.Trends[0].Slope;
    }

    private static double Expect(Experience experience, Configuration configuration)
    {
        var expected = new double[experience.Count];
        experience.Expect(configuration, expected);

        return expected[0];
    }

    private static (double Mean, double Error) Mean(Func<long, double> search)
    {
        double[] found = [.. Enumerable.Range(0, 6).Select(seed => search(seed))];
        var mean = found.Average();

        return (mean, Math.Sqrt(found.Sum(value => (value - mean) * (value - mean)) / (5 * 6)));
    }
}
