using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Security.Users;

namespace AutoPeft.Cli.Commands.Users;

/// <summary><c>autopeft user disable</c> and <c>enable</c>: keeps a user out, or lets the user in again.</summary>
internal sealed class UserAccessCommand(string name, string description, bool isDisabled, CommandLineHost host) : UserChange(name, description, host)
{
    /// <inheritdoc/>
    protected override Task<bool> ChangeAsync(
        UserAccounts users, string name, (ParseResult Parsed, CommandContext Context) asked, CancellationToken cancellationToken) =>
        users.SetDisabledAsync(name, isDisabled, cancellationToken);
}
