using AutoPeft.TestKit.Files;
using Microsoft.EntityFrameworkCore;

namespace AutoPeft.Trials.Postgres.Tests;

public sealed class PostgresSchemaTests(PostgresServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_schema_can_be_made_removed_and_made_again()
    {
        await using var connection = await server.CreateEmptyDatabaseAsync();
        var schema = new PostgresSchema(connection);
        Assert.False((await schema.ReadAsync(Token)).IsCurrent);

        await schema.UpgradeAsync(Token);
        Assert.True((await schema.ReadAsync(Token)).IsCurrent);
        await schema.DowngradeAsync("0", Token);
        Assert.Empty((await schema.ReadAsync(Token)).Applied);
        await schema.UpgradeAsync(Token);

        Assert.True((await schema.ReadAsync(Token)).IsCurrent);
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_recognised()
    {
        await using var connection = await server.CreateDatabaseAsync();
        await using var command = connection.Source.CreateCommand("INSERT INTO autopeft.migrations VALUES ('29990101000000_Later', '99.0.0')");
        await command.ExecuteNonQueryAsync(Token);

        var status = await new PostgresSchema(connection).ReadAsync(Token);

        Assert.Equal(["29990101000000_Later"], status.Unknown);
        Assert.False(status.IsCurrent);
    }

    [Fact]
    public async Task Every_change_of_the_model_has_a_migration()
    {
        await using var connection = new PostgresConnection("Host=nowhere");
        await using var context = connection.NewContext();

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_migrations_that_are_written_down_are_those_that_there_are()
    {
        await using var connection = new PostgresConnection("Host=nowhere");
        await using var context = connection.NewContext();

        Assert.Equal(context.Database.GetMigrations(), PostgresSchema.Known);
    }

    [Theory]
    [InlineData("0001-initial.sql", "0", "20261121000000_Initial")]
    [InlineData("0001-initial.down.sql", "20261121000000_Initial", "0")]
    [InlineData("0002-shared-control.sql", "20261121000000_Initial", "20261121060000_SharedControl")]
    [InlineData("0002-shared-control.down.sql", "20261121060000_SharedControl", "20261121000000_Initial")]
    [InlineData("0003-snapshots-and-memory.sql", "20261121060000_SharedControl", "20261121100000_SnapshotsAndMemory")]
    [InlineData("0003-snapshots-and-memory.down.sql", "20261121100000_SnapshotsAndMemory", "20261121060000_SharedControl")]
    [InlineData("0004-worker-devices.sql", "20261121100000_SnapshotsAndMemory", "20261121160000_WorkerDevices")]
    [InlineData("0004-worker-devices.down.sql", "20261121160000_WorkerDevices", "20261121100000_SnapshotsAndMemory")]
    [InlineData("0005-users.sql", "20261121160000_WorkerDevices", "20261121170000_Users")]
    [InlineData("0005-users.down.sql", "20261121170000_Users", "20261121160000_WorkerDevices")]
    public async Task The_plain_sql_is_that_of_the_migrations(string file, string from, string to)
    {
        await using var connection = new PostgresConnection("Host=nowhere");

        var generated = new PostgresSchema(connection).Script(from, to).ReplaceLineEndings("\n");

        Assert.Equal(generated, await File.ReadAllTextAsync(Path.Combine(Repository.Root, "migrations", "sql", file), Token));
    }
}
