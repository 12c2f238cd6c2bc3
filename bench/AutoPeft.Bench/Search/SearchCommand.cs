using System.CommandLine;
using System.Text.Json;
using AutoPeft.Bench.Search.Problems;

namespace AutoPeft.Bench.Search;

/// <summary><c>search</c>: compares samplers on problems with a known ideal.</summary>
internal static class SearchCommand
{
    private static readonly Option<string> Problem = new("--problem") { Description = "A problem's name, or all.", DefaultValueFactory = _ => "all" };
    private static readonly Option<string> Sampler = new("--sampler") { Description = "A sampler's name, or all.", DefaultValueFactory = _ => "bayesian" };
    private static readonly Option<int> Seeds = new Option<int>("--seeds") { Description = "How many seeds, from --first on.", DefaultValueFactory = _ => 3 }.AtLeast(1);
    private static readonly Option<int> First = new Option<int>("--first") { Description = "The first seed.", DefaultValueFactory = _ => 0 }.AtLeast(0);
    private static readonly Option<int> Trials = new Option<int>("--trials") { Description = "Evaluations in all.", DefaultValueFactory = _ => 100 }.AtLeast(1);
    private static readonly Option<int> Initial = new Option<int>("--initial") { Description = "Prescribed evaluations.", DefaultValueFactory = _ => 20 }.AtLeast(0);
    private static readonly Option<bool> Blind = new("--blind") { Description = "Hide what is known without measuring." };
    private static readonly Option<bool> Infer = new("--infer-reference") { Description = "Do not tell the sampler the reference point." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line, for each problem, sampler and seed." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("search", "Compares samplers on problems with a known ideal.")
        {
            Problem, Sampler, Seeds, First, Trials, Initial, Blind, Infer, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var problems = Choose(arguments.GetValue(Problem)!, BenchmarkProblems.All(), problem => problem.Name);
        var samplers = Choose(arguments.GetValue(Sampler)!, BenchmarkSamplers.Names, name => name);
        var options = new SearchRunOptions(
            arguments.GetValue(Trials), arguments.GetValue(Initial), arguments.GetValue(Blind), arguments.GetValue(Infer));
        foreach (var problem in samplers.Count > 0 ? problems : [])
        {
            var results = new List<SearchRunResult>();
            foreach (var (sampler, seed) in samplers.SelectMany(sampler =>
                Enumerable.Range(arguments.GetValue(First), arguments.GetValue(Seeds)).Select(seed => (sampler, seed))))
            {
                results.Add(SearchRun.Execute(problem, sampler, seed, options));
                if (arguments.GetValue(Json))
                {
                    Console.WriteLine(JsonSerializer.Serialize(results[^1]));
                }
            }

            // The peers did not know what is analytic, and started from 20 points.
            var peers = options is { Blind: true, Initial: 20 } || !problem.Objectives.Any(objective => objective.IsAnalytic) ? PeerResult.All() : [];
            Print(arguments.GetValue(Json) ? [] : [.. SearchReport.Of(results, peers), ""]);
        }

        return problems.Count > 0 && samplers.Count > 0 ? 0 : 2;
    }

    private static void Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }

    private static List<T> Choose<T>(string wanted, IEnumerable<T> all, Func<T, string> nameOf)
    {
        var chosen = all.Where(item => wanted == "all" || wanted.Split(',').Contains(nameOf(item))).ToList();
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"There is no '{wanted}'. Use one of {string.Join(", ", all.Select(nameOf))}, or all.");
        }

        return chosen;
    }
}
