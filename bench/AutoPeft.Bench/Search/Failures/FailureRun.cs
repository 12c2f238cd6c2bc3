using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Studies;

namespace AutoPeft.Bench.Search.Failures;

/// <summary>Carries out studies of which trials fail.</summary>
internal static class FailureRun
{
    /// <summary>One study.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="sampler">One of <see cref="BenchmarkSamplers.Names"/>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="options">How many trials, and whether the sampler is told which failed.</param>
    public static FailureResult Execute(FailingProblem problem, string sampler, long seed, (int Trials, bool IsTold) options)
    {
        var key = RandomKey.FromSeed(seed).For(problem.Name);
        var proposer = BenchmarkSamplers.Create(sampler, key, initial: null);
        var study = new StudySnapshot(problem.Space, problem.Objectives) { TrialBudget = options.Trials };
        var failed = new List<bool>();
        for (var trial = 0; trial < options.Trials; trial++)
        {
            var told = options.IsTold ? study : study with { Infeasible = [] };
            var proposal = proposer.Suggest(told, 1, key.For(trial))[0];
            failed.Add(problem.Fails(proposal, key.For("outcome").For(trial)));
            study = failed[^1]
                ? study with { Infeasible = study.Infeasible.Add(new(proposal, InfeasibilityKind.Failed)) }
                : study with { Observations = study.Observations.Add(new(proposal, [.. problem.Evaluate(proposal)])) };
        }

        return new(problem.Name, sampler, seed, ShareOf(failed), ShareOf([.. failed.Skip(options.Trials / 2)]), problem.Miss([.. study.Observations.Select(study.LossesOf)]));
    }

    private static double ShareOf(List<bool> failed) => failed.Count(one => one) / (double)failed.Count;
}
