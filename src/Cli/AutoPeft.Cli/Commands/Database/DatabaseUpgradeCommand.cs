using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Cli.Commands.Database;

/// <summary><c>autopeft db upgrade</c>: makes or upgrades the schema. Does nothing when it is up to date; may be run by several at once.</summary>
internal sealed class DatabaseUpgradeCommand(CommandLineHost host)
    : SchemaCommand("upgrade", "Bring the database's schema to this version; makes it in an empty database", host)
{
    /// <inheritdoc/>
    protected override Task ChangeAsync(PostgresSchema schema, ParseResult parsed, CancellationToken cancellationToken) =>
        schema.UpgradeAsync(cancellationToken);
}
