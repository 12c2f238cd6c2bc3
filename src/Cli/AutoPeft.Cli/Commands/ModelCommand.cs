using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft model</c>: looks at a pre-trained model.</summary>
internal sealed class ModelCommand : Command
{
    /// <summary>The group of commands.</summary>
    public ModelCommand(CommandLineHost host)
        : base("model", "Look at a pre-trained model")
    {
        Subcommands.Add(new ModelShowCommand(host));
        Subcommands.Add(new ModelProbeCommand(host));
    }
}
