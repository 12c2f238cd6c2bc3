#if MLNET
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.TestKit.Search;
using Microsoft.ML;
using Microsoft.ML.AutoML;
using UniformDoubleOption = Microsoft.ML.SearchSpace.Option.UniformDoubleOption;
using TunerOptions = Microsoft.ML.SearchSpace.SearchSpace;

namespace AutoPeft.Search.MlNet.Tests;

public sealed class TunerSamplerTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);
    private static readonly SearchSpace Plane = new([new FloatDomain("x", 0, 1), new FloatDomain("y", 0, 1)]);
    private static readonly StudySnapshot Empty = new(Plane, [new("loss", Direction.Minimize)]);

    [Fact]
    public void Direct_search_trial_by_trial_takes_the_path_of_the_tuner_left_alone()
    {
        const int Trials = 40;
        var alone = new List<double[]>();
        var options = new TunerOptions { ["000000"] = new UniformDoubleOption(0, 1), ["000001"] = new UniformDoubleOption(0, 1) };
        var seed = (int)(Key.Bits(0) >> 33);
        using var enough = new CancellationTokenSource();
        var experiment = new AutoMLExperiment(new MLContext(seed), new() { Seed = seed, SearchSpace = options });
        experiment.SetTrialRunner(new Trial(point =>
        {
            alone.Add(point);
            if (alone.Count == Trials)
            {
                enough.Cancel();
            }
        })).SetCostFrugalTuner().RunAsync(enough.Token);

        var study = Run(new TunerSampler(TunerAlgorithm.CostFrugal, Key), Trials);

        // What it tries twice is answered from the record.
        var tried = alone.Select(point => (point[0], point[1])).Distinct().ToArray();
        Assert.InRange(tried.Length, 20, Trials);
        Assert.Equal(tried, study.Observations.Take(tried.Length).Select(PointOf).Select(point => (point[0], point[1])));
    }

    [Theory]
    [InlineData(TunerAlgorithm.CostFrugal, 60)]
    [InlineData(TunerAlgorithm.Smac, 30)]
    public void It_learns_where_losses_are_small(TunerAlgorithm algorithm, int trials)
    {
        double LateLoss(Func<RandomKey, ISampler> create) => Enumerable.Range(0, 3).Average(seed =>
            Run(create(RandomKey.FromSeed(seed)), trials).Observations.Skip(trials - 15).Average(observation => observation.Values[0]));

        Assert.True(LateLoss(key => new TunerSampler(algorithm, key, 10)) < LateLoss(_ => new RandomSampler()) / 2);
    }

    [Fact]
    public void Failed_trials_and_broken_limits_do_not_stop_it()
    {
        var tooFar = new OutcomeConstraint("distance", IsUpper: true, 0.5);
        var study = Empty with { Constraints = [tooFar] };
        foreach (var algorithm in Enum.GetValues<TunerAlgorithm>())
        {
            var sampler = new TunerSampler(algorithm, Key, 4);
            var now = study;
            for (var trial = 0; trial < 40; trial++)
            {
                var next = Assert.Single(sampler.Suggest(now, 1, Key.For(trial)));
                now = trial % 3 == 0
                    ? now with { Infeasible = now.Infeasible.Add(new(next, InfeasibilityKind.OutOfMemory)) }
                    : now with { Observations = now.Observations.Add(new(next, [Loss(PointOf(next))]) { Limited = [trial % 2] }) };
            }

            Assert.Equal(40, now.Known.Distinct().Count());
        }
    }

    [Fact]
    public void Direct_search_leaves_a_corner_where_everything_fails()
    {
        var now = Empty;
        for (var trial = 0; trial < 40; trial++)
        {
            var next = Assert.Single(new TunerSampler(TunerAlgorithm.CostFrugal, Key).Suggest(now, 1, Key.For(trial)));
            now = PointOf(next)[0] < 0.5
                ? now with { Infeasible = now.Infeasible.Add(new(next, InfeasibilityKind.Failed)) }
                : now with { Observations = now.Observations.Add(new(next, [Loss(PointOf(next))])) };
        }

        Assert.InRange(now.Observations.Length, 20, 40);
    }

    [Fact]
    public void A_forest_that_finds_no_end_is_given_up_for_chance()
    {
        var study = Run(new RandomSampler(), 25);

        var proposals = new TunerSampler(TunerAlgorithm.Smac, Key) { MostPoints = 100 }.Suggest(study, 2, Key);

        Assert.Equal(new RandomSampler().Suggest(study, 2, Key), proposals);
    }

    [Fact]
    public void A_forest_does_not_depend_on_the_unit_of_losses()
    {
        var study = Run(new RandomSampler(), 25);
        var huge = study with { Observations = [.. study.Observations.Select(one => one with { Values = [one.Values[0] * Math.ScaleB(1, 1000)] })] };
        var sampler = new TunerSampler(TunerAlgorithm.Smac, Key);

        Assert.Equal(sampler.Suggest(study, 3, Key), sampler.Suggest(huge, 3, Key));
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void A_forest_is_made_of_ten_results_or_more(int results, bool isMade)
    {
        var study = Run(new RandomSampler(), results);

        // A forest would be given up for chance after so few points.
        var proposals = new TunerSampler(TunerAlgorithm.Smac, Key, initialTrials: 1) { MostPoints = 100 }.Suggest(study, 1, Key);

        Assert.Equal(isMade, proposals.SequenceEqual(new RandomSampler().Suggest(study, 1, Key)));
    }

    [Fact]
    public void In_a_space_of_levels_a_forest_goes_where_losses_are_small()
    {
        var space = new SearchSpace(Enumerable.Range(0, 4).Select(index => new OrdinalDomain($"p{index}", [0, 1, 2, 3, 4, 5])));
        double Distance(Configuration configuration) => configuration.Entries.Sum(entry => Math.Abs(entry.Value.AsNumber - 2));
        var ratios = Enumerable.Range(0, 5).Select(seed => RandomKey.FromSeed(seed)).Select(key =>
        {
            var study = new StudySnapshot(space, [new("loss", Direction.Minimize)]);
            study = study with { Observations = [.. new RandomSampler().Suggest(study, 40, key).Select(one => new Observation(one, [Distance(one)]))] };

            // The first five proposals of a forest are what it expects most of, the others random.
            return new TunerSampler(TunerAlgorithm.Smac, key).Suggest(study, 5, key).Average(Distance) / study.Observations.Average(one => one.Values[0]);
        });

        Assert.InRange(ratios.Average(), 0, 0.75);
    }

    [Fact]
    public void More_than_one_objective_is_refused() => Assert.Throws<ArgumentException>(
        () => new TunerSampler(TunerAlgorithm.Smac, Key).Suggest(StudySnapshots.Of(Plane), 1, Key));

    private static StudySnapshot Run(ISampler sampler, int trials)
    {
        var study = Empty;
        for (var trial = 0; trial < trials; trial++)
        {
            var next = Assert.Single(sampler.Suggest(study, 1, Key.For(trial)));
            study = study with { Observations = study.Observations.Add(new(next, [Loss(PointOf(next))])) };
        }

        return study;
    }

    private static double Loss(double[] point) => Math.Pow(point[0] - 0.7, 2) + Math.Pow(point[1] - 0.4, 2);

    private static double[] PointOf(Observation observation) => PointOf(observation.Configuration);

    private static double[] PointOf(Configuration configuration) => [configuration["x"].AsNumber, configuration["y"].AsNumber];

    private sealed class Trial(Action<double[]> record) : ITrialRunner
    {
        public Task<TrialResult> RunAsync(TrialSettings settings, CancellationToken ct)
        {
            double[] point = [settings.Parameter["000000"].AsType<double>(), settings.Parameter["000001"].AsType<double>()];
            record(point);
            return Task.FromResult(new TrialResult { TrialSettings = settings, Loss = Loss(point), DurationInMilliseconds = 1 });
        }

        public void Dispose()
        {
        }
    }
}
#endif
