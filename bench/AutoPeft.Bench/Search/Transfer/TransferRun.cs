using System.Collections.Immutable;
using AutoPeft.Bench.Search.Problems;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Transfer;

namespace AutoPeft.Bench.Search.Transfer;

/// <summary>Carries out a study of the PEFT-like problem, its cost given, from nothing or from an earlier study.</summary>
internal static class TransferRun
{
    private static readonly int[] Checkpoints = [5, 10, 15, 20, 30, 40, 60, 80, 100];

    /// <summary>What may come before the study.</summary>
    public static IReadOnlyList<string> Earlier { get; } = [TransferReport.Nothing, "related", "deeper", "unrelated", "noise", "both"];

    /// <summary>One study.</summary>
    /// <param name="earlier">One of <see cref="Earlier"/>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="trials">How many trials both studies have.</param>
    public static TransferResult Execute(string earlier, long seed, (int Earlier, int Later) trials)
    {
        var key = RandomKey.FromSeed(seed).For("transfer");
        var problem = new PeftProblem(0.005);
        var studies = earlier switch
        {
            TransferReport.Nothing => [],
            "both" => [Before("related", key, trials.Earlier), Before("unrelated", key, trials.Earlier)],
            _ => ImmutableArray.Create(Before(earlier, key, trials.Earlier)),
        };
        var later = Run(problem, (seed, key.For("later")), trials.Later, new Experience(problem.Describe, studies));
        double[][] exact = [.. later.Observations.Select(observation => problem.Evaluate(observation.Configuration))];

        return new(earlier, seed, Checkpoints.Where(count => count <= trials.Later).ToDictionary(
            count => count, count => Hypervolume.Of([.. exact.Take(count)], problem.ReferencePoint.AsSpan()) / problem.IdealHypervolume));
    }

    private static EarlierStudy Before(string kind, RandomKey key, int trials)
    {
        var task = kind switch
        {
            "related" => PeftTask.Standard.Related(key.For("task")),
            "deeper" => PeftTask.Standard.Related(key.For("task")).Deeper(),
            _ => PeftTask.Standard.Unrelated(key.For("task")),
        };
        var problem = new PeftProblem(0.005, task);
        var study = Run(problem, (1 + (long)(key.Bits(0) % 1000), key.For("earlier")), trials, null);
        var errors = study.Observations.Select((observation, i) => kind == "noise" ? key.Normal(i) : observation.Values[0]);

        return new(kind, [.. study.Observations.Select(observation => problem.Describe(observation.Configuration).ToImmutableArray())], [[.. errors], []]);
    }

    private static StudySnapshot Run(PeftProblem problem, (long Seed, RandomKey Key) chance, int trials, Experience? experience)
    {
        var sampler = new BayesianSampler(chance.Key.For("design"));
        var study = new StudySnapshot(problem.Space, problem.Objectives)
        {
            Oracles = ImmutableDictionary<string, Func<Configuration, double>>.Empty.Add("f2", configuration => problem.Evaluate(configuration)[1]),
            ReferencePoint = problem.ReferencePoint,
            TrialBudget = trials,
            Experience = experience,
        };
        for (var i = 0; i < trials; i++)
        {
            var proposal = sampler.Suggest(study, 1, chance.Key.For(i))[0];
            var values = problem.Evaluate(proposal);
            values[0] += problem.Noise * BenchmarkProblem.NoiseOf(chance.Seed, i);
            study = study with { Observations = study.Observations.Add(new(proposal, [.. values])) };
        }

        return study;
    }
}
