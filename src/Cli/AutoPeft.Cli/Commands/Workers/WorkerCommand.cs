using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands.Workers;

/// <summary><c>autopeft worker</c>: the processes that carry out trials of a database.</summary>
internal sealed class WorkerCommand : Command
{
    /// <summary>The group of commands.</summary>
    public WorkerCommand(CommandLineHost host)
        : base("worker", "Carry out trials of a database; see and drain those who do")
    {
        Subcommands.Add(new WorkerStartCommand(host));
        Subcommands.Add(new WorkerListCommand(host));
        Subcommands.Add(new WorkerDrainCommand(host));
        Subcommands.Add(new WorkerTrialCommand(host));
    }
}
