using System.Text.Json.Serialization;
using AutoPeft.Bench.Search.Problems;
using AutoPeft.Primitives.Randomness;

namespace AutoPeft.Bench.Search.Thinking;

/// <summary>How long a sampler thinks about one suggestion when it knows a number of evaluations.</summary>
/// <param name="Problem">The problem's name.</param>
/// <param name="Sampler">The sampler's name.</param>
/// <param name="Evaluations">How many evaluations it knows.</param>
/// <param name="Seconds">Processor seconds, the median.</param>
internal sealed record ThinkingTime(
    [property: JsonPropertyName("problem")] string Problem,
    [property: JsonPropertyName("sampler")] string Sampler,
    [property: JsonPropertyName("evaluations")] int Evaluations,
    [property: JsonPropertyName("suggest_seconds")] double Seconds)
{
    /// <summary>Measures it, blind, on the prescribed points of seed 0.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="sampler">One of <see cref="BenchmarkSamplers.Names"/>.</param>
    /// <param name="evaluations">How many evaluations the sampler knows.</param>
    /// <param name="repetitions">How many suggestions, after one that is not counted.</param>
    public static ThinkingTime Measure(BenchmarkProblem problem, string sampler, int evaluations, int repetitions)
    {
        var key = RandomKey.FromSeed(0);
        var proposer = BenchmarkSamplers.Create(sampler, key);
        var study = SearchRun.Start(problem, 0, new(evaluations + 1, evaluations, Blind: true, InferReference: false));
        var seconds = Enumerable.Range(0, repetitions + 1).Select(repetition =>
        {
            var before = Environment.CpuUsage.TotalTime;
            proposer.Suggest(study, 1, key.For(repetition));
            return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }).ToArray();

        return new(problem.Name, sampler, evaluations, SearchRun.Median(seconds.Skip(1)));
    }
}
