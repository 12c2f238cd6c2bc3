using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Cli.Commands.Database;

/// <summary><c>autopeft db status</c>: whether this program can work with the database.</summary>
internal sealed class DatabaseStatusCommand(CommandLineHost host)
    : SchemaCommand("status", "Show whether the database has the schema of this program; exit code 5 when not", host)
{
    /// <inheritdoc/>
    protected override Task ChangeAsync(PostgresSchema schema, ParseResult parsed, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override ExitCode CodeOf(DatabaseStatusDocument status) => status.IsCurrent ? ExitCode.Ok : ExitCode.Unavailable;
}
