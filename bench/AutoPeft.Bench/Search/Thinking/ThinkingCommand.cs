using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AutoPeft.Bench.Search.Problems;

namespace AutoPeft.Bench.Search.Thinking;

/// <summary><c>suggest</c>: how the time of a suggestion grows with the number of evaluations, beside the peers'.</summary>
internal static class ThinkingCommand
{
    private static readonly Option<string> Problem = new("--problem") { Description = "The problem; dtlz2-M is DTLZ2 with M objectives.", DefaultValueFactory = _ => "peft" };
    private static readonly Option<string[]> Sampler = new("--sampler")
    {
        Description = "Samplers.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["bayesian", "saas-ensemble", "tpe", "nsga2"],
    };

    private static readonly Option<int[]> Evaluations = new Option<int[]>("--evaluations")
    {
        Description = "How many evaluations are known.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [25, 50, 100, 200, 500],
    }.AtLeast(1);

    private static readonly Option<int> Repetitions = new Option<int>("--repetitions") { Description = "Suggestions to take the median of.", DefaultValueFactory = _ => 5 }.AtLeast(1);
    private static readonly Option<FileInfo?> Plot = new("--plot") { Description = "Where to write the plot, an SVG file." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("suggest", "Processor seconds of a suggestion by number of evaluations.") { Problem, Sampler, Evaluations, Repetitions, Plot, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var problem = BenchmarkProblems.Find(arguments.GetValue(Problem));
        var unknown = arguments.GetValue(Sampler)!.Except(BenchmarkSamplers.Names).ToArray();
        if (problem is null || unknown.Length > 0)
        {
            Console.Error.WriteLine(problem is null ? $"There is no problem '{arguments.GetValue(Problem)}'. Use one of {string.Join(", ", BenchmarkProblems.All().Select(known => known.Name))}, or dtlz2-M."
                : $"There is no sampler '{unknown[0]}'. Use one of {string.Join(", ", BenchmarkSamplers.Names)}.");
            return 2;
        }

        var times = new List<ThinkingTime>();
        foreach (var sampler in arguments.GetValue(Sampler)!)
        {
            var counts = arguments.GetValue(Evaluations)!;
            ThinkingTime.WarmUp(problem, sampler, counts.Min());
            foreach (var count in counts)
            {
                times.Add(ThinkingTime.Measure(problem, sampler, count, arguments.GetValue(Repetitions)));
                Console.WriteLine(arguments.GetValue(Json)
                    ? JsonSerializer.Serialize(times[^1])
                    : string.Create(CultureInfo.InvariantCulture, $"{problem.Name}  {sampler,-16} n = {count,4}  {times[^1].Seconds:0.0000} s, the slowest {times[^1].Slowest:0.0000} s"));
            }
        }

        if (arguments.GetValue(Plot) is { } file)
        {
            File.WriteAllText(file.FullName, GrowthPlot.Of([.. times, .. Peers(problem.Name)]));
        }

        return 0;
    }

    private static IEnumerable<ThinkingTime> Peers(string problem) => PeerResult.All()
        .Where(peer => peer.SuggestSeconds is not null && peer.SuggestSeconds.ContainsKey(problem))
        .SelectMany(peer => peer.SuggestSeconds[problem].Select(entry => new ThinkingTime(problem, peer.Sampler, entry.Key, entry.Value, entry.Value)));
}
