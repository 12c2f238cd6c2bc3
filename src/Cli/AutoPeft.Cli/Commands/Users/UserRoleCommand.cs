using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Cli.Commands.Users;

/// <summary><c>autopeft user role</c>: gives a user another role, which ends all sessions.</summary>
internal sealed class UserRoleCommand : UserChange
{
    private readonly Argument<AccessRole> _role = new("role") { Description = "viewer, operator or admin" };

    /// <summary>The command.</summary>
    public UserRoleCommand(CommandLineHost host)
        : base("role", "Give a user another role; ends all sessions", host) => Arguments.Add(_role);

    /// <inheritdoc/>
    protected override Task<bool> ChangeAsync(
        UserAccounts users, string name, (ParseResult Parsed, CommandContext Context) asked, CancellationToken cancellationToken) =>
        users.SetRoleAsync(name, asked.Parsed.GetValue(_role), cancellationToken);
}
