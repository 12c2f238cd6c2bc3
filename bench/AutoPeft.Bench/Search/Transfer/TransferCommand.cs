using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace AutoPeft.Bench.Search.Transfer;

/// <summary><c>transfer</c>: what earlier studies, of related and of unrelated tasks, do to a study of the PEFT-like problem.</summary>
internal static class TransferCommand
{
    private static readonly Option<string> Earlier = new("--earlier") { Description = "What came before, or all.", DefaultValueFactory = _ => "all" };
    private static readonly Option<int> Seeds = new("--seeds") { Description = "How many seeds, from --first on.", DefaultValueFactory = _ => 3 };
    private static readonly Option<int> First = new("--first") { Description = "The first seed.", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> Trials = new("--trials") { Description = "The trials of the later study.", DefaultValueFactory = _ => 60 };
    private static readonly Option<int> Before = new("--before") { Description = "The trials of the earlier study.", DefaultValueFactory = _ => 60 };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line, for each study." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("transfer", "Shows what earlier studies of related and of unrelated tasks do to a later one.")
        {
            Earlier, Seeds, First, Trials, Before, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var wanted = arguments.GetValue(Earlier)!;
        string[] kinds = [.. TransferRun.Earlier.Where(kind => wanted == "all" || wanted.Split(',').Contains(kind))];
        var results = new List<TransferResult>();
        foreach (var (seed, kind) in Enumerable.Range(arguments.GetValue(First), arguments.GetValue(Seeds)).SelectMany(seed => kinds.Select(kind => (seed, kind))))
        {
            results.Add(TransferRun.Execute(kind, seed, (arguments.GetValue(Before), arguments.GetValue(Trials))));
            if (arguments.GetValue(Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(results[^1]));
            }
        }

        foreach (var group in arguments.GetValue(Json) ? [] : results.GroupBy(result => result.Earlier))
        {
            Console.WriteLine($"{group.Key,-10}{string.Join("  ", group.First().Hypervolume.Keys.Select(count => Cell([.. group], count)))}");
        }

        return kinds.Length > 0 ? 0 : 2;
    }

    private static string Cell(IReadOnlyList<TransferResult> results, int count)
    {
        var figure = PeerFigure.Of([.. results.Select(result => result.Hypervolume[count])]);

        return string.Create(CultureInfo.InvariantCulture, $"{count}: {figure.Mean:0.000} ± {figure.Error:0.000}");
    }
}
