using System.Collections.Immutable;
using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.MultiObjective;
using AutoPeft.Search.Samplers;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;
using AutoPeft.Search.Transfer;

namespace AutoPeft.Search.Tests.Transfer;

/// <summary>Ten layers that can have a module, and its size: the error falls by what each layer gains, the cost is known.</summary>
/// <param name="gains">[layers].</param>
internal sealed class SwitchProblem(double[] gains)
{
    /// <summary>What each layer gains in the task that is learned.</summary>
    public static double[] Gains { get; } = [0.9, 0.05, 0.7, 0.02, 0.1, 0.5, 0.05, 0.03, 0.3, 0.01];

    public static SearchSpace Space { get; } = new(
    [
        .. Enumerable.Range(0, 10).Select(layer => new BooleanDomain($"b{layer}")), new OrdinalDomain("size", [0.0, 1, 2, 4, 8, 16, 32, 64]),
    ]);

    public static double[] Describe(Configuration configuration) =>
        [.. Enumerable.Range(0, 10).Select(layer => configuration[$"b{layer}"].IsOff ? 0 : Math.Log(1 + configuration["size"].AsNumber))];

    /// <summary>What an earlier study of a task with these gains found.</summary>
    public static EarlierStudy Earlier(double[] gains, int trials, long seed)
    {
        var problem = new SwitchProblem(gains);
        var tried = Enumerable.Range(0, trials).Select(i => Space.Sample(RandomKey.FromSeed(seed).For(i))!).ToArray();

        return new("earlier", [.. tried.Select(one => Describe(one).ToImmutableArray())], [[.. tried.Select(problem.Error)], []]);
    }

    public double Error(Configuration configuration)
    {
        var size = configuration["size"].AsNumber;

        return Math.Exp(-size / (size + 4) * gains.Where((_, layer) => !configuration[$"b{layer}"].IsOff).Sum());
    }

    /// <summary>The hypervolume after so many trials of the default sampler.</summary>
    public double Search(int trials, long seed, params ImmutableArray<EarlierStudy> earlier)
    {
        var (key, sampler) = (RandomKey.FromSeed(seed), new BayesianSampler(RandomKey.FromSeed(seed).For("design")));
        var study = new StudySnapshot(Space, [new("error", Direction.Minimize), new("cost", Direction.Minimize) { IsAnalytic = true }])
        {
            Oracles = ImmutableDictionary<string, Func<Configuration, double>>.Empty.Add("cost", Cost),
            ReferencePoint = [1.01, 7],
            TrialBudget = 40,
            Experience = new(Describe, earlier),
        };
        for (var i = 0; i < trials; i++)
        {
            var proposal = sampler.Suggest(study, 1, key.For(i))[0];
            study = study with { Observations = study.Observations.Add(new(proposal, [Error(proposal), Cost(proposal)])) };
        }

        return Hypervolume.Of([.. study.Observations.Select(study.LossesOf)], [1.01, 7]);
    }

    private static double Cost(Configuration configuration) =>
        Math.Log(1 + (configuration["size"].AsNumber * Enumerable.Range(0, 10).Count(layer => !configuration[$"b{layer}"].IsOff)));
}
