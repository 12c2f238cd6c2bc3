using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft trial</c>: looks at the trials of a study.</summary>
internal sealed class TrialCommand : Command
{
    /// <summary>The group of commands.</summary>
    public TrialCommand(CommandLineHost host)
        : base("trial", "Look at the trials of a study")
    {
        Subcommands.Add(new TrialListCommand(host));
        Subcommands.Add(new TrialShowCommand(host));
    }
}
