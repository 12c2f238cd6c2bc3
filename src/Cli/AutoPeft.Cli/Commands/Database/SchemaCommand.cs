using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Postgres;
using Spectre.Console;

namespace AutoPeft.Cli.Commands.Database;

/// <summary>A command about the schema of a database; shows in the end what the schema is.</summary>
/// <param name="name">As the user types it.</param>
/// <param name="description">One sentence for <c>--help</c>.</param>
/// <param name="host">Runs it.</param>
internal abstract class SchemaCommand(string name, string description, CommandLineHost host) : CliCommand(name, description, host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // A database that was started with this command is not there at once.

    /// <inheritdoc/>
    protected sealed override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var database = context.Store.Database ?? throw new InvalidInputException(
            new FaultPlace("--store"), $"The store {context.Store} is a folder; it has no schema.", "Give postgres://USER@HOST:PORT/DATABASE.");
        await using var connection = new PostgresConnection(database.ConnectionString, Patience);
        var schema = new PostgresSchema(connection);
        await ChangeAsync(schema, parsed, cancellationToken).ConfigureAwait(false);
        var status = DatabaseStatusDocument.Of(context.Store.ToString(), await schema.ReadAsync(cancellationToken).ConfigureAwait(false));
        context.Output.Show(
            status, DocumentJson.Readable.DatabaseStatusDocument, (console, document) => console.WriteLine(document.Sentence));

        return CodeOf(status);
    }

    /// <summary>Does what the command says.</summary>
    protected abstract Task ChangeAsync(PostgresSchema schema, ParseResult parsed, CancellationToken cancellationToken);

    /// <summary>How the command ends with this schema.</summary>
    protected virtual ExitCode CodeOf(DatabaseStatusDocument status) => ExitCode.Ok;
}
