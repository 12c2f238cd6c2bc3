using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands.Keys;

/// <summary><c>autopeft key</c>: the keys that open the dashboard.</summary>
internal sealed class KeyCommand : Command
{
    /// <summary>The command with its subcommands.</summary>
    public KeyCommand(CommandLineHost host)
        : base("key", "Make, list and withdraw the keys that open the dashboard")
    {
        Subcommands.Add(new KeyAddCommand(host));
        Subcommands.Add(new KeyListCommand(host));
        Subcommands.Add(new KeyRemoveCommand(host));
    }
}
