using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Security.Users;

namespace AutoPeft.Cli.Commands.Users;

/// <summary><c>autopeft user remove</c>: removes a user and ends all sessions.</summary>
internal sealed class UserRemoveCommand(CommandLineHost host) : UserChange("remove", "Remove a user", host)
{
    /// <inheritdoc/>
    protected override Task<bool> ChangeAsync(
        UserAccounts users, string name, (ParseResult Parsed, CommandContext Context) asked, CancellationToken cancellationToken) =>
        users.RemoveAsync(name, cancellationToken);
}
