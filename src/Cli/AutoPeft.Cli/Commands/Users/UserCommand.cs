using System.CommandLine;
using AutoPeft.Cli.Hosting;

namespace AutoPeft.Cli.Commands.Users;

/// <summary><c>autopeft user</c>: the people who sign in to the dashboard.</summary>
internal sealed class UserCommand : Command
{
    /// <summary>The command with its subcommands.</summary>
    public UserCommand(CommandLineHost host)
        : base("user", "Add, list, change and remove the people who sign in to the dashboard with a password")
    {
        Subcommands.Add(new UserAddCommand(host));
        Subcommands.Add(new UserListCommand(host));
        Subcommands.Add(new UserRoleCommand(host));
        Subcommands.Add(new UserPasswordCommand(host));
        Subcommands.Add(new UserAccessCommand("disable", "Keep a user out and end all sessions", isDisabled: true, host));
        Subcommands.Add(new UserAccessCommand("enable", "Let a user in again", isDisabled: false, host));
        Subcommands.Add(new UserRemoveCommand(host));
    }
}
