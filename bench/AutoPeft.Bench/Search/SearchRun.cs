using System.Collections.Immutable;
using AutoPeft.Bench.Search.Problems;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Bench.Search;

/// <summary>Runs one sampler on one problem, one suggestion at a time.</summary>
internal static class SearchRun
{
    private static readonly int[] Checkpoints = [25, 50, 100, 200, 500, 1000];

    /// <summary>Carries out the protocol of the benchmark for one seed.</summary>
    public static SearchRunResult Execute(BenchmarkProblem problem, string sampler, long seed, SearchRunOptions options)
    {
        var key = RandomKey.FromSeed(seed);
        var proposer = BenchmarkSamplers.Create(sampler, key);
        var study = Start(problem, seed, options);
        var (exact, seconds) = (new List<double[]>(), new List<double>());
        foreach (var observation in study.Observations)
        {
            exact.Add(problem.Evaluate(observation.Configuration));
            seconds.Add(0);
        }

        while (exact.Count < options.Trials)
        {
            var before = Environment.CpuUsage.TotalTime;
            var proposal = proposer.Suggest(study, 1, key.For(exact.Count));
            seconds.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            study = study with { Observations = study.Observations.Add(Observe(problem, proposal[0], seed, exact.Count)) };
            exact.Add(problem.Evaluate(proposal[0]));
        }

        var checkpoints = Checkpoints.Where(count => count <= options.Trials).ToArray();
        return new(
            problem.Name,
            sampler,
            seed,
            options.Blind,
            checkpoints.ToImmutableSortedDictionary(count => count, count => Share(problem, exact.Take(count))),
            checkpoints.ToImmutableSortedDictionary(count => count, count => Median(seconds.Take(count).TakeLast(10))));
    }

    internal static StudySnapshot Start(BenchmarkProblem problem, long seed, SearchRunOptions options)
    {
        var objectives = problem.Objectives;
        var analytic = objectives.Select((objective, index) => (objective, index))
            .Where(entry => entry.objective.IsAnalytic && !options.Blind)
            .ToImmutableDictionary(entry => entry.objective.Name, entry => (Func<Configuration, double>)(c => problem.Evaluate(c)[entry.index]));

        return new(problem.Space, [.. objectives.Select(objective => objective with { IsAnalytic = objective.IsAnalytic && !options.Blind })])
        {
            Oracles = analytic,
            ReferencePoint = options.InferReference ? null : problem.ReferencePoint,
            TrialBudget = options.Trials,
            Observations = [.. problem.InitialPoints(seed, options.Initial).Select((point, index) => Observe(problem, point, seed, index))],
        };
    }

    private static Observation Observe(BenchmarkProblem problem, Configuration configuration, long seed, int evaluation)
    {
        var values = problem.Evaluate(configuration);
        values[0] += problem.Noise * BenchmarkProblem.NoiseOf(seed, evaluation);
        return new(configuration, [.. values]);
    }

    private static double Share(BenchmarkProblem problem, IEnumerable<double[]> values) =>
        Hypervolume.Of([.. values], problem.ReferencePoint.AsSpan()) / problem.IdealHypervolume;

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();

        return sorted[sorted.Length / 2];
    }
}
