using AutoPeft.Primitives.Randomness;
using AutoPeft.Search.Space;
using AutoPeft.Search.Studies;

namespace AutoPeft.Bench.Search.Failures;

/// <summary>Carries out studies of which trials fail.</summary>
internal static class FailureRun
{
    /// <summary>One study.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="sampler">One of <see cref="BenchmarkSamplers.Names"/>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="options">What happens to trials that fail.</param>
    public static FailureResult Execute(FailingProblem problem, string sampler, long seed, FailureRunOptions options)
    {
        var key = RandomKey.FromSeed(seed).For(problem.Name);
        var proposer = BenchmarkSamplers.Create(sampler, key, initial: null);
        var study = new StudySnapshot(problem.Space, problem.Objectives) { TrialBudget = options.Trials };
        var failed = new List<bool>();
        for (var trial = 0; trial < options.Trials; trial++)
        {
            var told = options.IsTold ? study : study with { Infeasible = [] };
            var proposal = proposer.Suggest(told, 1, key.For(trial))[0];
            var outcome = key.For("outcome").For(trial);
            failed.Add(problem.Fails(proposal, outcome));
            study = failed[^1] && options.Loss is null
                ? study with { Infeasible = study.Infeasible.Add(new(proposal, InfeasibilityKind.Failed)) }
                : study with { Observations = study.Observations.Add(new(proposal, [.. Losses(proposal, failed[^1] ? options.Loss * Math.Pow(10, options.Decades * outcome.Uniform(1)) : null)])) };
        }

        double[] Losses(Configuration proposal, double? exploded)
        {
            var losses = problem.Evaluate(proposal);
            losses[0] = exploded ?? losses[0];
            return losses;
        }

        return new(problem.Name, sampler, seed, ShareOf(failed), ShareOf([.. failed.Skip(options.Trials / 2)]), problem.Miss([.. study.Observations.Select(study.LossesOf)]));
    }

    private static double ShareOf(List<bool> failed) => failed.Count(one => one) / (double)failed.Count;
}
