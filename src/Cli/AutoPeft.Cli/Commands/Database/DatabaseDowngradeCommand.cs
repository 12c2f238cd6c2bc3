using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Postgres;

namespace AutoPeft.Cli.Commands.Database;

/// <summary><c>autopeft db downgrade</c>: goes back to an earlier schema; what only the later one can hold is lost.</summary>
internal sealed class DatabaseDowngradeCommand : SchemaCommand
{
    private const string Nothing = "0";

    private readonly Argument<string> _migration = new("migration")
    {
        Description = "The migration to go back to, as 'autopeft db status' names it; 0 removes everything",
    };

    /// <summary>The command.</summary>
    public DatabaseDowngradeCommand(CommandLineHost host)
        : base("downgrade", "Go back to an earlier schema", host) => Arguments.Add(_migration);

    /// <inheritdoc/>
    protected override async Task ChangeAsync(PostgresSchema schema, ParseResult parsed, CancellationToken cancellationToken)
    {
        var migration = parsed.GetValue(_migration)!;
        var status = await schema.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (migration != Nothing && !status.Applied.Contains(migration))
        {
            throw new InvalidInputException(
                new FaultPlace("migration"), $"The database does not have the migration '{migration}'.", $"Choose one of 0, {string.Join(", ", status.Applied)}.");
        }

        await schema.DowngradeAsync(migration, cancellationToken).ConfigureAwait(false);
    }
}
