using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Trials.Postgres.Tests;

public sealed class PostgresTrialStoreTests(PostgresServer server) : TrialStoreConformance
{
    private PostgresConnection? _connection;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _connection!.DisposeAsync();
    }

    [Fact]
    public async Task Workers_of_several_connections_record_every_trial_once()
    {
        await CreateAsync("sample", [.. Enumerable.Range(0, 40)]);
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ConnectAsync()));

        await Task.WhenAll(stores.SelectMany(store => new[] { WorkAsync(store), WorkAsync(store) }));

        var study = await Store.ReadStudyAsync("sample", Token);
        Assert.Equal(40, study.Count(TrialState.Completed));
        Assert.All(study.Trials, trial => Assert.Single(trial.Attempts));
        Assert.Equal(40, study.Trials.Select(trial => trial.Attempts[0].Token).Distinct().Count());
        Assert.Equal(1 + 40 + (3 * 40), study.Sequence);
    }

    [Fact]
    public async Task Several_proposers_at_once_queue_a_configuration_once()
    {
        await CreateAsync("sample");

        var queued = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.EnqueueAsync("sample", SampleStudies.Proposals(1, 2, 3), Token)));

        Assert.Equal(3, (await Store.ReadStudyAsync("sample", Token)).Trials.Length);
        Assert.All(queued, trials => Assert.Equal([0, 1, 2], trials.Select(trial => trial.Number).Order()));
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_anew()
    {
        await CreateAsync("sample", 1);
        await using (var other = _connection!.Source.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"))
        {
            await other.ExecuteNonQueryAsync(Token);
        }

        await FinishNextAsync("sample");

        Assert.Equal(1, (await Store.ReadStudyAsync("sample", Token)).Count(TrialState.Completed));
    }

    protected override async Task<ITrialStore> ConnectAsync()
    {
        if (_connection is null)
        {
            _connection = await server.CreateDatabaseAsync();
            await PassAsync(TimeSpan.Zero);
        }

        return new PostgresTrialStore(_connection, TimeProvider.System) { WatchInterval = TimeSpan.FromMilliseconds(20) };
    }

    /// <summary>Sets the database's clock to the test's.</summary>
    protected override async Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        await using var command = _connection!.Source.CreateCommand(
            $"CREATE OR REPLACE FUNCTION autopeft.clock() RETURNS timestamp with time zone LANGUAGE sql VOLATILE AS 'SELECT timestamptz ''{Time.GetUtcNow():O}'''");
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task WorkAsync(ITrialStore store)
    {
        while (await store.ClaimAsync(new("worker", TimeSpan.FromSeconds(30)), Token) is { } claimed)
        {
            await store.StartAsync(claimed.Lease, Token);
            Assert.Equal(LeaseStatus.Held, await store.FinishAsync(claimed.Lease, SampleStudies.Completed(0.5), Token));
        }
    }
}
