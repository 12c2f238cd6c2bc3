using System.Diagnostics;
using System.Globalization;
using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Journal;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Postgres;
using AutoPeft.Trials.Postgres.Tests;
using TrainableStudy = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>SIGTERM: what was begun is given back with its checkpoint, and goes on elsewhere.</summary>
public sealed class DrainTests(PostgresServer server) : IDisposable
{
    // 160 texts in batches of 16.
    private const int StepsAnEpoch = 10;

    private readonly TemporaryFolder _folder = new();
    private readonly StartedProcesses _processes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _processes.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("lease")]
    [InlineData("hangfire")]
    public async Task A_worker_that_is_told_to_end_gives_its_trial_back_and_another_goes_on_at_the_next_epoch(string dispatch)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux has them.");
        Assert.SkipWhen(dispatch == "hangfire" && !File.Exists(Path.Combine(AppContext.BaseDirectory, "Hangfire.Core.dll")), "Hangfire is not built in.");
        var address = await server.CreateAddressAsync();
        await using var collector = await MetricsCollector.StartAsync(Token);
        string[] shared = ["--dispatch", dispatch, "--store", address, "--data", _folder.File("shared")];
        Write();
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "start", "small.yaml", "--detach", "--store", address);
        Start(collector, ["sweep", "start", "--all", .. shared]);
        var first = Start(collector, ["worker", "start", "--name", "first", .. shared]);
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await UntilAsync(store, study => study.Trials.Any(trial => trial.Attempts.Any(attempt => attempt.Checkpoint is not null)));

        await EndAsync(first);
        Start(collector, ["worker", "start", "--name", "second", .. shared]);
        var study = await UntilAsync(store, study => study.Count(TrialState.Completed) > 0);

        Assert.Equal(0, first.ExitCode);
        Check(study.Trials[0], ["first", "second"]);
        foreach (var metric in new[] { "autopeft.trials.claimed", "autopeft.trials.ended", "autopeft.trials.held", "autopeft.trial.duration", "small" })
        {
            Assert.True(collector.HasReceived(metric), metric);
        }

        var log = (await CommandLine.RunAsync(_folder.Path, "trial", "log", "0", "small", "--store", address)).Output;
        Assert.Contains("preempted", log, StringComparison.Ordinal);
        Assert.Contains("by second", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sweep_of_one_process_that_is_told_to_end_goes_on_at_the_next_epoch_when_it_is_started_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Signals are sent as Linux has them.");
        Write();
        string[] sweep = ["sweep", "run", _folder.File("small.yaml"), "--data", _folder.File("alone")];
        var first = Start(null, sweep);
        await using var store = new JournalTrialStore(_folder.File("alone"), TimeProvider.System);
        await UntilAsync(store, study => study.Trials.Any(trial => trial.Attempts.Any(attempt => attempt.Checkpoint is not null)));

        await EndAsync(first);
        Start(null, sweep);
        var study = await UntilAsync(store, study => study.Count(TrialState.Completed) > 0);

        Check(study.Trials[0], study.Trials[0].Attempts.Select(attempt => attempt.Worker));
    }

    private static void Check(Trial trial, IEnumerable<string> workers)
    {
        Assert.Equal([AttemptEnd.Preempted, AttemptEnd.Finished], trial.Attempts.Select(attempt => attempt.End!.Value));
        Assert.Equal(workers, trial.Attempts.Select(attempt => attempt.Worker));
        var saved = trial.Attempts[0].Checkpoint!.Step;
        var later = trial.Measurements.Where(measured => measured.Attempt == 2).Select(measured => measured.Step).Distinct().ToArray();
        Assert.All(trial.Measurements.Where(measured => measured.Attempt == 1), measured => Assert.True(measured.Step <= saved));
        Assert.All(later, step => Assert.True(step > saved));
        Assert.True(later.Min() <= saved + StepsAnEpoch, $"From step {saved} on nothing is left out: {later.Min()}.");
    }

    private static async Task EndAsync(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])!;
        await kill.WaitForExitAsync(Token);
        await process.WaitForExitAsync(Token);
    }

    private static async Task<StudyRecord> UntilAsync(ITrialStore store, Func<StudyRecord, bool> isReached)
    {
        StudyRecord? study = null;
        await Eventually.IsTrueAsync(
            async () => await store.ExistsAsync("small", Token) && isReached(study = await store.ReadStudyAsync("small", Token)), "The study", Token);
        return study!;
    }

    private Process Start(MetricsCollector? collector, params string[] arguments) => _processes.Start(_folder.Path, arguments, collector is null
        ? []
        : [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")]);

    // So long that a trial can be interrupted after its first checkpoint.
    private void Write()
    {
        TrainableStudy.Write(_folder);
        var file = _folder.File("small.yaml");
        File.WriteAllText(file, File.ReadAllText(file)
            .Replace("trials: 4", "trials: 1", StringComparison.Ordinal).Replace("epochs: 3", "epochs: 200", StringComparison.Ordinal));
    }
}
