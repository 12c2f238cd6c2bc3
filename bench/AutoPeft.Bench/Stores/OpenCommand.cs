using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AutoPeft.Bench.Chaos;
using AutoPeft.Trials.Events;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Bench.Stores;

/// <summary><c>open</c>: how long the command line takes to show a study of many trials.</summary>
internal static class OpenCommand
{
    private const int Repetitions = 3;

    private static readonly Option<string> Store = new("--store") { Description = "journal (default) or postgres.", DefaultValueFactory = _ => "journal" };
    private static readonly Option<int> Trials = new Option<int>("--trials") { Description = "How many trials (default 50000).", DefaultValueFactory = _ => 50_000 }.AtLeast(1);
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document." };

    private static readonly Option<bool> Cold = new("--cold") { Description = "Without the journal's snapshot, as when it was deleted or is another version's" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Store.AcceptOnlyFromAmong("journal", "postgres");
        var command = new Command("open", "How long 'autopeft sweep status' takes for a study of many trials, and how much memory.") { Store, Trials, Cold, Json };
        command.SetAction((arguments, _) => RunAsync(arguments));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments)
    {
        var history = History(arguments.GetValue(Trials));
        var report = arguments.GetValue(Store) == "journal" ? await JournalAsync(history, arguments.GetValue(Cold)) : await PostgresAsync(history);
        Console.WriteLine(Printed.Of(report, arguments.GetValue(Json)));
        return 0;
    }

    private static List<StudyEvent> History(int trials)
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        List<StudyEvent> events = [new StudyCreated(NoOperation.Header)];
        for (var trial = 0; trial < trials; trial++)
        {
            events.Add(new TrialQueued(trial, new(NoOperation.Configuration(trial), trial)));
            events.Add(new TrialLeased(trial, 1, trial + 1, "worker"));
            events.Add(new TrialStarted(trial));
            events.Add(new TrialFinished(trial, NoOperation.Result(trial)));
        }

        return [.. events.Select((happened, index) => happened with { Sequence = index + 1, At = at.AddMilliseconds(index) })];
    }

    private static async Task<OpenReport> JournalAsync(List<StudyEvent> history, bool isCold)
    {
        var folder = Directory.CreateTempSubdirectory("autopeft-bench-");
        try
        {
            await using (var store = new JournalTrialStore(folder.FullName, TimeProvider.System))
            {
                await store.ImportStudyAsync(history, CancellationToken.None);
            }

            return await MeasureAsync("journal", history, folder.FullName, () => File.Delete(Path.Combine(folder.FullName, NoOperation.Study, isCold ? "snapshot" : "none")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<OpenReport> PostgresAsync(List<StudyEvent> history)
    {
        await using var server = await TemporaryPostgres.StartAsync();
        var address = TemporaryPostgres.AddressAt(server.Port);
        await ProductProcess.RunAsync(Path.GetTempFileName(), "db", "upgrade", "--store", address);
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await store.ImportStudyAsync(history, CancellationToken.None);

        return await MeasureAsync("postgres", history, address, static () => { });
    }

    private static async Task<OpenReport> MeasureAsync(string kind, List<StudyEvent> history, string store, Action prepare)
    {
        var (best, most) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i < Repetitions; i++)
        {
            prepare();
            var began = TimeProvider.System.GetTimestamp();
            using var process = ProductProcess.Start(
                Path.GetTempFileName(), new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0" }, "sweep", "status", NoOperation.Study, "--store", store);
            var peak = PeakAsync(process);
            await process.WaitForExitAsync();
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(began).TotalSeconds);
            most = Math.Max(most, await peak);
        }

        return new(kind, history.OfType<TrialQueued>().Count(), history.Count, Math.Round(best, 2), Math.Round(most, 0));
    }

    /// <summary>The most resident memory of a process, in megabytes, looked at every 10 ms.</summary>
    private static async Task<double> PeakAsync(Process process)
    {
        var most = 0.0;
        while (!process.HasExited)
        {
            most = Math.Max(most, Resident(process.Id));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, CancellationToken.None);
        }

        return most;
    }

    private static double Resident(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line["VmHWM:".Length..].Replace("kB", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
