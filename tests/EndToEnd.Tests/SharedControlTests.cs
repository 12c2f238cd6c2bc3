using AutoPeft.TestKit.Files;
using AutoPeft.TestKit.Processes;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Postgres;
using AutoPeft.Trials.Postgres.Tests;

namespace AutoPeft.EndToEnd.Tests;

/// <summary>Priorities, limits and edits of sweeps that go on, with real processes over a real PostgreSQL server.</summary>
public sealed class SharedControlTests(PostgresServer server) : IDisposable
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
    public async Task The_study_of_the_higher_priority_comes_first()
    {
        var address = await server.CreateAddressAsync();
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await QueueTwoAsync(address, store);
        await EditAsync(address, "urgent", "--priority", "5");
        _folder.Write("go", string.Empty);

        Start(address, "worker", "start", "--name", "w");

        var early = await UntilAsync(store, "early", study => study.Status == StudyStatus.Finished);
        var urgent = await UntilAsync(store, "urgent", study => study.Status == StudyStatus.Finished);
        Assert.True(urgent.Trials.Max(trial => trial.Attempts[0].Leased) < early.Trials.Min(trial => trial.Attempts[0].Leased));
        Assert.All(urgent.Trials.Concat(early.Trials), trial => Assert.Equal((TrialState.Completed, 1), (trial.State, trial.Attempts.Length)));
    }

    [Fact]
    public async Task No_study_runs_more_trials_at_a_time_than_its_limit_and_no_worker_more_than_its_slots()
    {
        var address = await server.CreateAddressAsync();
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        await QueueTwoAsync(address, store);
        await EditAsync(address, "urgent", "--limit", "2");
        await EditAsync(address, "early", "--limit", "1");

        Start(address, "worker", "start", "--name", "first", "--slots", "2");
        Start(address, "worker", "start", "--name", "second", "--slots", "2");

        await UntilAsync(store, "urgent", study => study.Count(TrialState.Running) == 2);
        await UntilAsync(store, "early", study => study.Count(TrialState.Running) == 1);
        _folder.Write("go", string.Empty);
        var early = await UntilAsync(store, "early", study => study.Status == StudyStatus.Finished);
        var urgent = await UntilAsync(store, "urgent", study => study.Status == StudyStatus.Finished);
        Assert.Equal((2, 1), (MostAtOnce(AttemptsOf(urgent)), MostAtOnce(AttemptsOf(early))));
        Assert.All(AttemptsOf(urgent, early).GroupBy(attempt => attempt.Worker), held => Assert.InRange(MostAtOnce([.. held]), 1, 2));
    }

    [Fact]
    public async Task Edits_of_concurrency_and_budget_take_effect_while_the_sweep_goes_on()
    {
        var address = await server.CreateAddressAsync();
        await using var connection = new PostgresConnection(address);
        await using var store = new PostgresTrialStore(connection, TimeProvider.System);
        Start(address, "sweep", "start", "--all");
        Start(address, "worker", "start", "--name", "w", "--slots", "8");
        await QueueAsync(address, "edited", concurrency: 2, trials: 30);
        var before = await UntilAsync(store, "edited", study => study.Count(TrialState.Running) == 2);
        Assert.Equal(2, before.Trials.Length);

        await EditAsync(address, "edited", "--concurrency", "5");
        Assert.Equal(5, (await UntilAsync(store, "edited", study => study.Count(TrialState.Running) == 5)).Trials.Length);
        await EditAsync(address, "edited", "--trials", "7");
        await EditAsync(address, "edited", "--limit", "3");
        _folder.Write("go", string.Empty);

        var study = await UntilAsync(store, "edited", study => study.Status == StudyStatus.Finished);
        Assert.Equal((7, 7), (study.Trials.Length, study.Count(TrialState.Completed)));
        Assert.All(study.Trials, trial => Assert.Single(trial.Attempts));
    }

    private static async Task<StudyRecord> UntilAsync(PostgresTrialStore store, string name, Func<StudyRecord, bool> isReached)
    {
        StudyRecord? study = null;
        await Eventually.IsTrueAsync(async () => isReached(study = await store.ReadStudyAsync(name, Token)), $"The study {name}", Token);
        return study!;
    }

    private static Attempt[] AttemptsOf(params StudyRecord[] studies) =>
        [.. studies.SelectMany(study => study.Trials).SelectMany(trial => trial.Attempts)];

    /// <summary>How many were held at the same time, at most; one that ends when another begins does not count with it.</summary>
    private static int MostAtOnce(Attempt[] attempts) =>
        attempts.Max(one => attempts.Count(other => other.Leased <= one.Leased && one.Leased < other.Ended));

    /// <summary>Has six trials of each of two studies wait.</summary>
    private async Task QueueTwoAsync(string address, PostgresTrialStore store)
    {
        Start(address, "sweep", "start", "--all");
        await QueueAsync(address, "early", concurrency: 6, trials: 6);
        await QueueAsync(address, "urgent", concurrency: 6, trials: 6);
        await UntilAsync(store, "early", study => study.Trials.Length == 6);
        await UntilAsync(store, "urgent", study => study.Trials.Length == 6);
    }

    private async Task QueueAsync(string address, string name, int concurrency, int trials)
    {
        var file = _folder.Write($"{name}.yaml", $$"""
            name: {{name}}
            parameters: { x: { float: [0, 1] } }
            objectives: [{ name: loss, direction: minimize }]
            command: [sh, -c, "while [ ! -e go ]; do sleep 0.05; done; echo '{\"loss\": 1}'"]
            sampler: random
            deterministic: false
            concurrency: {{concurrency}}
            budget: { trials: {{trials}} }
            """);
        await CommandLine.DocumentAsync(_folder.Path, "sweep", "start", file, "--detach", "--store", address);
    }

    private async Task EditAsync(string address, string name, params string[] edits) =>
        await CommandLine.DocumentAsync(_folder.Path, ["sweep", "edit", name, .. edits, "--store", address]);

    private void Start(string address, params string[] arguments) =>
        _processes.Start([.. arguments, "--lease", "10", "--data", _folder.File("data"), "--store", address]);
}
