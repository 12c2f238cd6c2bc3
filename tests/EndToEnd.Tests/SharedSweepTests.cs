using System.Diagnostics;
using System.Text.Json;
using AutoPeft.TestKit.Files;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres;
using AutoPeft.Trials.Postgres.Tests;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>A sweep of several processes over a real PostgreSQL server.</summary>
public sealed class SharedSweepTests(PostgresServer server) : IDisposable
{
    // Trials after the third wait for the file 'go': so a test and not the machine decides how far the sweep gets.
    private const string Study = """
        name: shared
        parameters: { x: { float: [0, 1] } }
        objectives: [{ name: loss, direction: minimize }]
        command: [sh, -c, "while [ ! -e go ] && [ $AUTOPEFT_TRIAL -gt 2 ]; do sleep 0.05; done; echo '{\"loss\": 1}'"]
        sampler: random
        deterministic: false
        concurrency: 6
        budget: { trials: 30 }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly StartedProcesses _processes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _processes.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_sweep_outlives_a_worker_and_its_controller_and_records_every_trial_once()
    {
        var address = await server.CreateAddressAsync();
        Assert.Equal(0, await CommandLine.RunAsync(["sweep", "start", _folder.Write("shared.yaml", Study), "--detach", "--store", address, "--json"]));
        var victims = new[] { Start(address, "worker", "start", "--name", "victim", "--slots", "2"), Start(address, "sweep", "start", "--all") };
        Start(address, "sweep", "start", "--all");
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await UntilAsync(store, study => study.Count(TrialState.Completed) == 3 && study.Trials.Any(trial => trial.State == TrialState.Running));

        foreach (var victim in victims)
        {
            victim.Kill();
        }

        _folder.Write("go", string.Empty);
        Start(address, "worker", "start", "--name", "heir", "--slots", "3");
        var study = await UntilAsync(store, study => study.Status == StudyStatus.Finished);

        Assert.Equal(30, study.Trials.Length);
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Completed, trial.State));
        Assert.All(study.Trials, trial => Assert.Single(trial.Attempts, attempt => attempt.End == AttemptEnd.Finished));
        Assert.Contains(study.Trials, trial => trial.Attempts.Any(attempt => attempt is { Worker: "victim", End: AttemptEnd.Stale }));
        Assert.Contains(study.Trials, trial => trial.Attempts[^1].Worker == "heir");
    }

    [Fact]
    public async Task A_paused_edited_and_resumed_sweep_has_the_right_states_at_each_step_and_a_worker_can_be_drained()
    {
        var address = await server.CreateAddressAsync();
        await DocumentAsync(address, "sweep", "start", _folder.Write("shared.yaml", Study), "--detach");
        Start(address, "sweep", "start", "--all");
        var worker = Start(address, "worker", "start", "--name", "first");
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await UntilAsync(store, study => study.Count(TrialState.Completed) == 3);

        Assert.Equal("paused", (await DocumentAsync(address, "sweep", "pause", "shared")).GetProperty("status").GetString());
        _folder.Write("go", string.Empty);
        var paused = await UntilAsync(store, study => !study.Trials.Any(trial => trial.State.IsHeld()));
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Token);
        Assert.Equal(paused.Count(TrialState.Completed), (await store.ReadStudyAsync("shared", Token)).Count(TrialState.Completed));

        await DocumentAsync(address, "sweep", "edit", "shared", "--trials", "8");
        await DocumentAsync(address, "trial", "enqueue", "shared", "{\"x\": 0.5}", "--label", "middle");
        await DocumentAsync(address, "sweep", "resume", "shared");
        var study = await UntilAsync(store, study => study.Status == StudyStatus.Finished);
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Completed, trial.State));
        Assert.Contains(study.Trials, trial => trial is { Origin: TrialOrigin.Enqueued, Label: "middle" });

        await DocumentAsync(address, "worker", "drain", "first");
        await worker.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromMinutes(3), TimeProvider.System, Token);
        Assert.Equal(0, worker.ExitCode);
        Assert.Empty((await DocumentAsync(address, "worker", "list")).GetProperty("workers").EnumerateArray());
    }

    private static async Task<StudyRecord> UntilAsync(PostgresTrialStore store, Func<StudyRecord, bool> isReached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
        while (true)
        {
            var study = await store.ReadStudyAsync("shared", limit.Token);
            if (isReached(study))
            {
                return study;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    private async Task<JsonElement> DocumentAsync(string address, params string[] arguments) =>
        await CommandLine.DocumentAsync(_folder.Path, [.. arguments, "--store", address]);

    private Process Start(string address, params string[] arguments) =>
        _processes.Start([.. arguments, "--lease", "2", "--data", _folder.File("data"), "--store", address]);
}
