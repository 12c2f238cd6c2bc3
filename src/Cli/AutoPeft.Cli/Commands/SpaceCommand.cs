using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft space</c>: looks at a search space before anything is trained.</summary>
internal sealed class SpaceCommand : Command
{
    /// <summary>The group of commands.</summary>
    public SpaceCommand(CommandLineHost host)
        : base("space", "Check, count and sample search spaces")
    {
        Subcommands.Add(new SpaceValidateCommand(host));
        Subcommands.Add(new SpaceCountCommand(host));
        Subcommands.Add(new SpaceSampleCommand(host));
    }
}
