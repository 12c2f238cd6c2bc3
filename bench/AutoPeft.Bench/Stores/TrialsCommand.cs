using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AutoPeft.Bench.Chaos;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Bench.Stores;

/// <summary><c>trials</c>: how many trials a second a store takes.</summary>
internal static class TrialsCommand
{
    private static readonly Option<string> Store = new("--store") { Description = "journal (default) or postgres.", DefaultValueFactory = _ => "journal" };
    private static readonly Option<int> Trials = new Option<int>("--trials") { Description = "How many (default 2000).", DefaultValueFactory = _ => 2000 }.AtLeast(1);
    private static readonly Option<int> Processes = new Option<int>("--processes") { Description = "Processes that work on a database (default 4).", DefaultValueFactory = _ => 4 }.AtLeast(1);
    private static readonly Option<string?> Join = new("--join") { Description = "Work on this database until nothing waits; what the other processes do.", Hidden = true };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Store.AcceptOnlyFromAmong("journal", "postgres");
        var command = new Command("trials", "How many trials a second a store takes: claimed, started, finished, every step durable.")
        {
            Store, Trials, Processes, Join, Json,
        };
        command.SetAction((arguments, _) => RunAsync(arguments));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments)
    {
        if (arguments.GetValue(Join) is { } address)
        {
            await JoinAsync(address);
            return 0;
        }

        var report = arguments.GetValue(Store) == "journal"
            ? await JournalAsync(arguments.GetValue(Trials))
            : await PostgresAsync(arguments.GetValue(Trials), arguments.GetValue(Processes));
        Console.WriteLine(Printed.Of(report, arguments.GetValue(Json)));
        return 0;
    }

    private static async Task<TrialsReport> JournalAsync(int trials)
    {
        var folder = Directory.CreateTempSubdirectory("autopeft-bench-");
        try
        {
            await using var store = new JournalTrialStore(folder.FullName, TimeProvider.System);
            await NoOperation.QueueAsync(store, trials);
            var began = TimeProvider.System.GetTimestamp();
            await NoOperation.WorkAsync(store, "worker");
            var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;

            return new("journal", 1, (await store.ReadStudyAsync(NoOperation.Study, CancellationToken.None)).Count(TrialState.Completed), seconds);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<TrialsReport> PostgresAsync(int trials, int processes)
    {
        await using var server = await TemporaryPostgres.StartAsync();
        var address = TemporaryPostgres.AddressAt(server.Port);
        await using var connection = new PostgresConnection(address);
        await ProductProcess.RunAsync(Path.GetTempFileName(), "db", "upgrade", "--store", address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await NoOperation.QueueAsync(store, trials);
        var workers = Enumerable.Range(0, processes).Select(_ => Begin(address)).ToArray();
        await Task.WhenAll(workers.Select(worker => worker.WaitForExitAsync()));
        var study = await store.ReadStudyAsync(NoOperation.Study, CancellationToken.None);

        // By the database's clock and from the first claim, so that starting the processes does not count.
        var seconds = (study.Trials.Max(trial => trial.Finished) - study.Trials.Min(trial => trial.Attempts[0].Leased))!.Value.TotalSeconds;
        return new("postgres", processes, study.Count(TrialState.Completed), seconds);
    }

    private static Process Begin(string address) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(TrialsCommand).Assembly.Location, "trials", "--join", address]))!;

    private static async Task JoinAsync(string address)
    {
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await NoOperation.WorkAsync(store, string.Create(CultureInfo.InvariantCulture, $"worker-{Environment.ProcessId}"));
    }
}
