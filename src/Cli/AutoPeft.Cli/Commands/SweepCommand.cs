using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft sweep</c>: runs studies and shows where they are.</summary>
internal sealed class SweepCommand : Command
{
    /// <summary>The group of commands.</summary>
    public SweepCommand(CommandLineHost host)
        : base("sweep", "Run studies and see where they are")
    {
        Subcommands.Add(new SweepRunCommand(host));
        Subcommands.Add(new SweepListCommand(host));
        Subcommands.Add(new SweepStatusCommand(host));
    }
}
