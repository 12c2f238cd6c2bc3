using System.CommandLine;
using AutoPeft.Cli.Commands.Control;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft trial</c>: looks at and changes the trials of a study.</summary>
internal sealed class TrialCommand : Command
{
    /// <summary>The group of commands.</summary>
    public TrialCommand(CommandLineHost host)
        : base("trial", "Look at and change the trials of a study")
    {
        Subcommands.Add(new TrialListCommand(host));
        Subcommands.Add(new TrialShowCommand(host));
        Subcommands.Add(new TrialLogCommand(host));
        Subcommands.Add(new TrialEnqueueCommand(host));
        Subcommands.Add(new TrialRetryCommand(host));
        Subcommands.Add(new TrialCancelCommand(host));
    }
}
