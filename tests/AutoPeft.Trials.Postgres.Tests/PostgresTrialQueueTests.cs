using AutoPeft.TestKit.Processes;

namespace AutoPeft.Trials.Postgres.Tests;

public sealed class PostgresTrialQueueTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_announcement_wakes_a_worker_on_another_connection()
    {
        await using var connection = await server.CreateDatabaseAsync();
        await using var here = new PostgresTrialQueue(connection, TimeProvider.System);
        await using var there = new PostgresTrialQueue(connection, TimeProvider.System);
        var waiting = here.WaitAsync(TimeSpan.FromHours(1), Token);

        // The first announcements may come before anybody listens.
        await Eventually.IsTrueAsync(
            async () =>
            {
                await there.AnnounceAsync("sample", [0], Token);
                return waiting.IsCompleted;
            },
            "The waking of the worker",
            Token);

        await waiting;
    }

    [Fact]
    public async Task Without_an_announcement_waiting_ends_by_itself()
    {
        await using var connection = await server.CreateDatabaseAsync();
        await using var queue = new PostgresTrialQueue(connection, TimeProvider.System);

        await queue.WaitAsync(TimeSpan.FromMilliseconds(50), Token);
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        await using var connection = await server.CreateDatabaseAsync();
        await using var queue = new PostgresTrialQueue(connection, TimeProvider.System);
        using var cancellation = new CancellationTokenSource();
        var waiting = queue.WaitAsync(TimeSpan.FromMinutes(5), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
