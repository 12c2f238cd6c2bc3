using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft methods</c>: the PEFT methods that study files can use.</summary>
internal sealed class MethodsCommand : Command
{
    /// <summary>The group of commands.</summary>
    public MethodsCommand(CommandLineHost host)
        : base("methods", "List and describe the PEFT methods that can be searched")
    {
        Subcommands.Add(new MethodsListCommand(host));
        Subcommands.Add(new MethodsShowCommand(host));
    }
}
