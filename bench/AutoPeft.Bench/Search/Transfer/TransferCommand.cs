using System.CommandLine;
using System.Text.Json;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Bench.Search.Transfer;

/// <summary><c>transfer</c>: what earlier studies, of related and of unrelated tasks, do to a study of the PEFT-like problem.</summary>
internal static class TransferCommand
{
    private static readonly Option<string> Earlier = new("--earlier") { Description = "What came before, or all.", DefaultValueFactory = _ => "all" };
    private static readonly Option<int> Seeds = new Option<int>("--seeds") { Description = "How many seeds, from --first on.", DefaultValueFactory = _ => 3 }.AtLeast(1);
    private static readonly Option<int> First = new Option<int>("--first") { Description = "The first seed.", DefaultValueFactory = _ => 0 }.AtLeast(0);
    private static readonly Option<int> Trials = new Option<int>("--trials") { Description = "The trials of the later study.", DefaultValueFactory = _ => 60 }.AtLeast(1);
    private static readonly Option<int> Before = new Option<int>("--before") { Description = "The trials of the earlier study.", DefaultValueFactory = _ => 60 }.AtLeast(1);
    private static readonly Option<FileInfo> From = new("--from") { Description = "Read studies from a file that --json wrote instead of carrying them out." };
    private static readonly Option<FileInfo?> Plot = new("--plot") { Description = "Where to write the plot, an SVG file." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line, for each study." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        From.AcceptExistingOnly();
        var command = new Command("transfer", "Shows what earlier studies of related and of unrelated tasks do to a later one.")
        {
            Earlier, Seeds, First, Trials, Before, From, Plot, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var results = new List<TransferResult>();
        foreach (var result in arguments.GetValue(From) is { } file ? Read(file) : Execute(arguments))
        {
            results.Add(result);
            if (arguments.GetValue(Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(result));
            }
        }

        if (results.Count == 0)
        {
            Console.Error.WriteLine($"There is nothing to show; --earlier can be all, or some of {string.Join(", ", TransferRun.Earlier)}.");
            return 2;
        }

        if (!arguments.GetValue(Json))
        {
            Console.WriteLine(string.Join('\n', TransferReport.Of(results)));
        }

        if (arguments.GetValue(Plot) is { } plot)
        {
            File.WriteAllText(plot.FullName, TransferPlot.Of(results));
        }

        return 0;
    }

    private static IEnumerable<TransferResult> Read(FileInfo file) =>
        File.ReadLines(file.FullName).Select((line, index) => (line, index)).Where(item => item.line.Length > 0).Select(item => Read(item.line, new(file.Name, item.index + 1)));

    private static TransferResult Read(string line, FaultPlace place)
    {
        try
        {
            return JsonSerializer.Deserialize<TransferResult>(line)!;
        }
        catch (JsonException)
        {
            throw new InvalidInputException(place, "This is no study that --json wrote.", "Name a file with one JSON object a line.");
        }
    }

    private static IEnumerable<TransferResult> Execute(ParseResult arguments)
    {
        var wanted = arguments.GetValue(Earlier)!;
        string[] kinds = [.. TransferRun.Earlier.Where(kind => wanted == "all" || wanted.Split(',').Contains(kind))];

        return Enumerable.Range(arguments.GetValue(First), arguments.GetValue(Seeds))
            .SelectMany(seed => kinds.Select(kind => TransferRun.Execute(kind, seed, (arguments.GetValue(Before), arguments.GetValue(Trials)))));
    }
}
