using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands.Database;

/// <summary><c>autopeft db</c>: looks after the store.</summary>
internal sealed class DatabaseCommand : Command
{
    /// <summary>The group of commands.</summary>
    public DatabaseCommand(CommandLineHost host)
        : base("db", "Look after the store: schema of a database, studies in and out")
    {
        Subcommands.Add(new DatabaseStatusCommand(host));
        Subcommands.Add(new DatabaseUpgradeCommand(host));
        Subcommands.Add(new DatabaseDowngradeCommand(host));
        Subcommands.Add(new DatabaseExportCommand(host));
        Subcommands.Add(new DatabaseImportCommand(host));
    }
}
