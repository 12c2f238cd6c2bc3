using AutoPeft.TestKit.Trials;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Trials.Postgres.Tests;

public sealed class PostgresUsersTests(PostgresServer server) : UserStoreConformance, IAsyncLifetime
{
    private PostgresConnection? _connection;

    public async ValueTask InitializeAsync() => _connection = await server.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => _connection?.DisposeAsync() ?? default;

    protected override Task<IUserStore> ConnectAsync() => Task.FromResult<IUserStore>(new PostgresUsers(_connection!, TimeProvider.System));
}
