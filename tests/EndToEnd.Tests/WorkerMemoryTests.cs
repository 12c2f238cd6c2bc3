using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres;
using AutoPeft.Trials.Postgres.Tests;
using TrainableStudy = AutoPeft.TestKit.Training.SmallStudy;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Workers that take only what fits into their memory.</summary>
public sealed class WorkerMemoryTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StartedProcesses _processes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _processes.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_trial_that_fits_no_living_worker_is_warned_of_and_waits_for_one_that_takes_it()
    {
        var address = await server.CreateAddressAsync();
        TrainableStudy.Write(_folder);
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "start", "small.yaml", "--detach", "--store", address);
        Start(address, "worker", "start", "--name", "tiny", "--memory", "0.00001");
        Start(address, "sweep", "start", "--all");
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);

        await Eventually.IsTrueAsync(async () => (await ReadAsync(store)).Trials.Any(trial => !trial.Warnings.IsEmpty), "A warning", Token);

        var waiting = await ReadAsync(store);
        Assert.All(waiting.Trials, trial => Assert.Equal((TrialState.Queued, 0), (trial.State, trial.Attempts.Length)));
        Assert.All(waiting.Trials.SelectMany(trial => trial.Warnings), warning => Assert.StartsWith(UnfitTrials.Beginning, warning, StringComparison.Ordinal));
        var status = await CommandLine.DocumentAsync(_folder.Path, "sweep", "status", "--store", address);
        Assert.Contains("no living worker", Assert.Single(status.GetProperty("warnings").EnumerateArray()).GetString(), StringComparison.Ordinal);
        var worker = Assert.Single((await CommandLine.DocumentAsync(_folder.Path, "worker", "list", "--store", address)).GetProperty("workers").EnumerateArray());
        Assert.Equal(("cpu", 10_000), (worker.GetProperty("devices").GetString(), worker.GetProperty("memory_bytes").GetInt64()));

        Start(address, "worker", "start", "--name", "large");
        await Eventually.IsTrueAsync(async () => (await ReadAsync(store)).Status == StudyStatus.Finished, "The end of the study", Token);
        var study = await ReadAsync(store);
        Assert.All(study.Trials, trial => Assert.Equal((TrialState.Completed, "large"), (trial.State, trial.Attempts.Single().Worker)));
        Assert.All(study.Trials, trial => Assert.InRange(trial.Warnings.Length, 0, 1));
    }

    private static Task<StudyRecord> ReadAsync(PostgresTrialStore store) => store.ReadStudyAsync("small", Token);

    private void Start(string address, params string[] arguments) =>
        _processes.Start([.. arguments, "--data", _folder.File("data"), "--store", address]);
}
