using System.CommandLine;
using AutoPeft.Cli.Commands.Control;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft sweep</c>: runs studies and shows where they are.</summary>
internal sealed class SweepCommand : Command
{
    /// <summary>The group of commands.</summary>
    public SweepCommand(CommandLineHost host)
        : base("sweep", "Run and control studies and see where they are")
    {
        Subcommands.Add(new SweepRunCommand(host));
        Subcommands.Add(new SweepStartCommand(host));
        Subcommands.Add(new SweepPauseCommand(host));
        Subcommands.Add(new SweepResumeCommand(host));
        Subcommands.Add(new SweepStopCommand(host));
        Subcommands.Add(new SweepDrainCommand(host));
        Subcommands.Add(new SweepEditCommand(host));
        Subcommands.Add(new SweepDeleteCommand(host));
        Subcommands.Add(new SweepListCommand(host));
        Subcommands.Add(new SweepStatusCommand(host));
    }
}
