using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace AutoPeft.Bench.Search.Failures;

/// <summary><c>failures</c>: whether samplers leave regions where trials fail, and what they find beside them.</summary>
internal static class FailureCommand
{
    private static readonly Option<string> Problem = new("--problem") { Description = "A problem's name, several with commas, or all.", DefaultValueFactory = _ => "all" };
    private static readonly Option<string> Sampler = new("--sampler") { Description = "A sampler's name, or several with commas.", DefaultValueFactory = _ => "bayesian" };
    private static readonly Option<int> Seeds = new Option<int>("--seeds") { Description = "How many seeds, from --first on.", DefaultValueFactory = _ => 3 }.AtLeast(1);
    private static readonly Option<int> First = new Option<int>("--first") { Description = "The first seed.", DefaultValueFactory = _ => 0 }.AtLeast(0);
    private static readonly Option<int> Trials = new Option<int>("--trials") { Description = "Trials in all.", DefaultValueFactory = _ => 60 }.AtLeast(1);
    private static readonly Option<bool> Untold = new("--untold") { Description = "Do not tell the sampler which trials failed." };
    private static readonly Option<double?> Loss = new Option<double?>("--loss") { Description = "Trials that fail give a first loss from this on, instead of nothing." }.AboveZero();
    private static readonly Option<double> Decades = new Option<double>("--decades") { Description = "Over how many decades these losses are spread.", DefaultValueFactory = _ => 1 }.AtLeast(0);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line, for each study." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("failures", "Shows whether samplers leave regions where trials fail.") { Problem, Sampler, Seeds, First, Trials, Untold, Loss, Decades, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var wanted = arguments.GetValue(Problem)!;
        var problems = FailingProblem.All.Where(problem => wanted == "all" || wanted.Split(',').Contains(problem.Name)).ToArray();
        var samplers = arguments.GetValue(Sampler)!.Split(',');
        var unknown = samplers.Except(BenchmarkSamplers.Names).ToArray();
        if (problems.Length == 0 || unknown.Length > 0)
        {
            Console.Error.WriteLine(problems.Length == 0 ? $"There is no problem '{wanted}'. Use one of {string.Join(", ", FailingProblem.All.Select(problem => problem.Name))}, or all."
                : $"There is no sampler '{unknown[0]}'. Use one of {string.Join(", ", BenchmarkSamplers.Names)}.");
            return 2;
        }

        foreach (var (problem, sampler) in problems.SelectMany(problem => samplers.Select(sampler => (problem, sampler))))
        {
            var options = new FailureRunOptions(arguments.GetValue(Trials), !arguments.GetValue(Untold), arguments.GetValue(Loss), arguments.GetValue(Decades));
            var results = Enumerable.Range(arguments.GetValue(First), arguments.GetValue(Seeds))
                .Select(seed => FailureRun.Execute(problem, sampler, seed, options)).ToArray();
            Print(arguments.GetValue(Json) ? results.Select(result => JsonSerializer.Serialize(result)) : [Line(results)]);
        }

        return 0;
    }

    private static void Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }

    private static string Line(FailureResult[] results)
    {
        var (late, miss) = (PeerFigure.Of([.. results.Select(result => result.FailedLate)]), results.Select(result => result.Miss).Order().ToArray());

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{results[0].Problem,-12} {results[0].Sampler,-14} failed {results.Average(result => result.Failed):0.00}, of the second half {late.Mean:0.00} ± {late.Error:0.00}; missing {miss[miss.Length / 2]:0.0e+0} (worst {miss[^1]:0.0e+0})");
    }
}
