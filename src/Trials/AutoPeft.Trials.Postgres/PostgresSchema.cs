using System.Collections.Immutable;
using AutoPeft.Trials.Ports;
using AutoPeft.Trials.Postgres.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace AutoPeft.Trials.Postgres;

/// <summary>Brings the database's schema to the version of this program, or back.</summary>
/// <param name="connection">Where to.</param>
public sealed class PostgresSchema(PostgresConnection connection)
{
    private const string Applied = "SELECT \"MigrationId\" FROM autopeft.migrations ORDER BY 1";

    /// <summary>The migrations that make the schema of this program, in order.</summary>
    /// <remarks>Written down and not looked up: every command asks for them, and finding them takes Entity Framework.</remarks>
    internal static ImmutableArray<string> Known { get; } =
    [
        "20261121000000_Initial", "20261121060000_SharedControl", "20261121100000_SnapshotsAndMemory", "20261121160000_WorkerDevices",
        "20261121170000_Users",
    ];

    /// <summary>What the database has and what it lacks.</summary>
    public async Task<SchemaStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(cancellationToken);

        return new([.. applied], [.. Known.Except(applied)], [.. applied.Except(Known)]);
    }

    /// <summary>Makes sure that this program can work with the database.</summary>
    /// <exception cref="StoreUnavailableException">The schema is too old, too new, or not there.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken)
    {
        var status = await ReadAsync(cancellationToken);
        if (!status.Unknown.IsEmpty)
        {
            throw new StoreUnavailableException(
                $"The database's schema is newer than this program: it has {string.Join(", ", status.Unknown)}.",
                "Use the version of autopeft that upgraded it, or go back there with its 'autopeft db downgrade'.");
        }

        if (!status.Missing.IsEmpty)
        {
            throw new StoreUnavailableException(
                status.Applied.IsEmpty ? "The database has no tables of autopeft yet." : $"The database's schema is too old: it lacks {string.Join(", ", status.Missing)}.",
                "Upgrade it with 'autopeft db upgrade'; other programs that use it must be of this version too.");
        }
    }

    /// <summary>Applies what the database lacks.</summary>
    public async Task UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var context = connection.NewContext();
        await context.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>Goes back to a migration; <c>0</c> removes everything.</summary>
    public async Task DowngradeAsync(string migration, CancellationToken cancellationToken)
    {
        await using var context = connection.NewContext();
        await context.Database.GetService<IMigrator>().MigrateAsync(migration, cancellationToken);
    }

    /// <summary>The migrations between two as SQL; <c>0</c> is the empty database.</summary>
    public string Script(string from, string to)
    {
        using var context = connection.NewContext();
        return context.Database.GetService<IMigrator>().GenerateScript(from, to);
    }

    private async Task<List<string>> AppliedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await new Statements(connection, TimeProvider.System).QueryAsync(Applied, row => row.GetString(0), [], cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return [];
        }
    }
}
