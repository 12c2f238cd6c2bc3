using System.CommandLine;
using AutoPeft.Bench.Chaos;
using AutoPeft.Bench.Stores;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Bench.Dashboard;

/// <summary><c>dashboard</c>: how the dashboard takes a study of very many trials.</summary>
internal static class DashboardCommand
{
    private static readonly Option<string> Store = new("--store") { Description = "journal (default) or postgres.", DefaultValueFactory = _ => "journal" };
    private static readonly Option<int> Trials = new Option<int>("--trials") { Description = "How many trials (default 50000).", DefaultValueFactory = _ => 50_000 }.AtLeast(1);
    private static readonly Option<double> Pace = new Option<double>("--events") { Description = "Events a second that arrive meanwhile (default 200).", DefaultValueFactory = _ => 200 }.AboveZero();
    private static readonly Option<double> Seconds = new Option<double>("--seconds") { Description = "For how long they do (default 20).", DefaultValueFactory = _ => 20 }.AboveZero();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Store.AcceptOnlyFromAmong("journal", "postgres");
        var command = new Command("dashboard", "How fast 'autopeft serve' shows a study of many trials in a browser, and how it follows events.") { Store, Trials, Pace, Seconds };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("autopeft-bench-");
        try
        {
            var measurement = new DashboardMeasurement(
                folder.FullName, arguments.GetValue(Trials), arguments.GetValue(Pace), TimeSpan.FromSeconds(arguments.GetValue(Seconds)));
            var report = arguments.GetValue(Store) == "journal"
                ? await JournalAsync(measurement, cancellationToken)
                : await PostgresAsync(measurement, cancellationToken);
            Console.WriteLine(Printed.Of(report, isJson: true));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<DashboardReport> JournalAsync(DashboardMeasurement measurement, CancellationToken cancellationToken)
    {
        await using var store = new JournalTrialStore(measurement.Folder, TimeProvider.System);

        return await measurement.RunAsync("journal", store, measurement.Folder, cancellationToken);
    }

    private static async Task<DashboardReport> PostgresAsync(DashboardMeasurement measurement, CancellationToken cancellationToken)
    {
        await using var server = await TemporaryPostgres.StartAsync();
        var address = TemporaryPostgres.AddressAt(server.Port);
        await ProductProcess.RunAsync(Path.Combine(measurement.Folder, "upgrade.log"), "db", "upgrade", "--store", address);
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);

        return await measurement.RunAsync("postgres", store, address, cancellationToken);
    }
}
