using System.Text.Json.Serialization;
using AutoPeft.Bench.Search.Problems;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Bench.Search.Thinking;

/// <summary>How long a sampler thinks about one suggestion when it knows a number of evaluations.</summary>
/// <param name="Problem">The problem's name.</param>
/// <param name="Sampler">The sampler's name.</param>
/// <param name="Evaluations">How many evaluations it knows.</param>
/// <param name="Seconds">Processor seconds, the median.</param>
/// <param name="Slowest">Processor seconds of the slowest.</param>
internal sealed record ThinkingTime(
    [property: JsonPropertyName("problem")] string Problem,
    [property: JsonPropertyName("sampler")] string Sampler,
    [property: JsonPropertyName("evaluations")] int Evaluations,
    [property: JsonPropertyName("suggest_seconds")] double Seconds,
    [property: JsonPropertyName("slowest_seconds")] double Slowest)
{
    private const int Compiled = 30; // so many suggestions, or so many seconds of them, and the compiler is done
    private const double CompiledSeconds = 3;

    /// <summary>Measures it, blind, on the prescribed points of seed 0.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="sampler">One of <see cref="BenchmarkSamplers.Names"/>.</param>
    /// <param name="evaluations">How many evaluations the sampler knows.</param>
    /// <param name="repetitions">How many suggestions, after one that is not counted.</param>
    public static ThinkingTime Measure(BenchmarkProblem problem, string sampler, int evaluations, int repetitions)
    {
        var seconds = Times(problem, sampler, evaluations).Skip(1).Take(repetitions).ToArray();

        return new(problem.Name, sampler, evaluations, SearchRun.Median(seconds), seconds.Max());
    }

    /// <summary>Lets the sampler think until its code is compiled for good.</summary>
    public static void WarmUp(BenchmarkProblem problem, string sampler, int evaluations)
    {
        var spent = 0.0;
        foreach (var seconds in Times(problem, sampler, evaluations).Take(Compiled))
        {
            spent += seconds;
            if (spent > CompiledSeconds)
            {
                return;
            }
        }
    }

    /// <summary>Processor seconds of one suggestion after another, each with a key of its own, for the same study.</summary>
    private static IEnumerable<double> Times(BenchmarkProblem problem, string sampler, int evaluations)
    {
        var key = RandomKey.FromSeed(0);
        var proposer = BenchmarkSamplers.Create(sampler, key);
        var study = SearchRun.Start(problem, 0, new(evaluations + 1, evaluations, Blind: true, InferReference: false));
        for (var repetition = 0; ; repetition++)
        {
            var before = Environment.CpuUsage.TotalTime;
            proposer.Suggest(study, 1, key.For(repetition));
            yield return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }
    }
}
