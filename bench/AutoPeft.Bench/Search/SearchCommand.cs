using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AutoPeft.Bench.Search.Problems;

namespace AutoPeft.Bench.Search;

/// <summary><c>search</c>: compares samplers on problems with a known ideal.</summary>
internal static class SearchCommand
{
    private static readonly Option<string> Problem = new("--problem") { Description = "A problem's name, or all.", DefaultValueFactory = _ => "all" };
    private static readonly Option<string> Sampler = new("--sampler") { Description = "A sampler's name, or all.", DefaultValueFactory = _ => "bayesian" };
    private static readonly Option<int> Seeds = new("--seeds") { Description = "How many seeds, from --first on.", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> First = new("--first") { Description = "The first seed.", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> Trials = new("--trials") { Description = "Evaluations in all.", DefaultValueFactory = _ => 100 };
    private static readonly Option<int> Initial = new("--initial") { Description = "Prescribed evaluations.", DefaultValueFactory = _ => 20 };
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
        foreach (var (problem, sampler) in problems.SelectMany(problem => samplers.Select(sampler => (problem, sampler))))
        {
            var results = new List<SearchRunResult>();
            for (var seed = arguments.GetValue(First); results.Count < arguments.GetValue(Seeds); seed++)
            {
                results.Add(SearchRun.Execute(problem, sampler, seed, options));
                if (arguments.GetValue(Json))
                {
                    Console.WriteLine(JsonSerializer.Serialize(results[^1]));
                }
            }

            if (!arguments.GetValue(Json))
            {
                Console.WriteLine(Row(results));
            }
        }

        return problems.Count > 0 && samplers.Count > 0 ? 0 : 2;
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

    private static string Row(List<SearchRunResult> results)
    {
        var shares = results[0].Hypervolume.Keys.Select(count =>
        {
            var values = results.ConvertAll(result => result.Hypervolume[count]);
            var mean = values.Average();
            var spread = values.Count > 1 ? Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1)) : 0;
            return string.Create(CultureInfo.InvariantCulture, $"{count}: {mean:0.000} ± {spread:0.000} ({results.Average(r => r.SuggestSeconds[count]):0.000} s)");
        });

        return $"{results[0].Problem,-13}{results[0].Sampler,-10} {string.Join("   ", shares)}   [{results.Count}]";
    }
}
