using System.CommandLine;
using AutoPeft.Bench.Stores;

namespace AutoPeft.Bench.Chaos;

/// <summary><c>chaos</c>: kills, stops and cuts what carries out a study, and counts what was lost.</summary>
internal static class ChaosCommand
{
    private static readonly Option<int> Workers = new Option<int>("--workers") { Description = "Worker processes (default 4).", DefaultValueFactory = _ => 4 }.AtLeast(1);
    private static readonly Option<int> Trials = new Option<int>("--trials") { Description = "Short trials (default 300).", DefaultValueFactory = _ => 300 }.AtLeast(1);
    private static readonly Option<string> Store = new("--store") { Description = "postgres (default) or journal.", DefaultValueFactory = _ => "postgres" };
    private static readonly Option<string> Queue = new("--queue") { Description = "lease (default) or hangfire.", DefaultValueFactory = _ => "lease" };
    private static readonly Option<double> Lease = new Option<double>("--lease") { Description = "Seconds a lease lasts (default 2).", DefaultValueFactory = _ => 2 }.AboveZero();
    private static readonly Option<double> Interval = new Option<double>("--every") { Description = "Seconds between blows (default 1.5).", DefaultValueFactory = _ => 1.5 }.AboveZero();
    private static readonly Option<long> Seed = new("--seed") { Description = "Which blows (default 0)." };
    private static readonly Option<double> Limit = new Option<double>("--limit") { Description = "Seconds after which it is given up (default 900).", DefaultValueFactory = _ => 900 }.AboveZero();
    private static readonly Option<double> Duration = new Option<double>("--trial-seconds") { Description = "Seconds a trial takes (default 0.5).", DefaultValueFactory = _ => 0.5 }.AtLeast(0);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Store.AcceptOnlyFromAmong("postgres", "journal");
        Queue.AcceptOnlyFromAmong("lease", "hangfire");
        var command = new Command("chaos", "Kills, stops and cuts what carries out a study, and counts what was lost or came twice.")
        {
            Workers, Trials, Store, Queue, Lease, Interval, Seed, Limit, Duration, Json,
        };
        command.SetAction((arguments, _) => RunAsync(arguments));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments)
    {
        var options = new ChaosOptions(
            arguments.GetValue(Workers),
            arguments.GetValue(Trials),
            TimeSpan.FromSeconds(arguments.GetValue(Lease)),
            TimeSpan.FromSeconds(arguments.GetValue(Interval)),
            arguments.GetValue(Seed),
            TimeSpan.FromSeconds(arguments.GetValue(Limit)))
        {
            Queue = arguments.GetValue(Queue)!,
            TrialDuration = TimeSpan.FromSeconds(arguments.GetValue(Duration)),
        };
        var report = await ReportAsync(arguments.GetValue(Store)!, options);
        Console.WriteLine(Printed.Of(report, arguments.GetValue(Json)));

        return report.IsSound ? 0 : 1;
    }

    private static async Task<ChaosReport> ReportAsync(string store, ChaosOptions options)
    {
        if (store == "journal")
        {
            await using var journal = new JournalChaos(options, TimeProvider.System);
            return await journal.RunAsync();
        }

        await using var shared = new SharedChaos(options, TimeProvider.System);
        return await shared.RunAsync();
    }
}
