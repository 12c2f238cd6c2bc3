using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Security.Users;

namespace AutoPeft.Cli.Commands.Users;

/// <summary><c>autopeft user password</c>: gives a user another password, which ends all sessions.</summary>
internal sealed class UserPasswordCommand : UserChange
{
    private readonly CommandLineHost _host;

    /// <summary>The command.</summary>
    public UserPasswordCommand(CommandLineHost host)
        : base("password", "Give a user another password, asked for or read from standard input; ends all sessions", host) => _host = host;

    /// <inheritdoc/>
    protected override async Task<bool> ChangeAsync(
        UserAccounts users, string name, (ParseResult Parsed, CommandContext Context) asked, CancellationToken cancellationToken) =>
        await users.FindAsync(name, cancellationToken).ConfigureAwait(false) is not null
        && await users.SetPasswordAsync(
            name, await _host.ReadPasswordAsync(asked.Context, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
