using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Security.Users;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Cli.Commands.Users;

/// <summary><c>autopeft user add</c>: makes a user; the password is asked for or read from standard input.</summary>
internal sealed class UserAddCommand : UserChange
{
    private readonly CommandLineHost _host;
    private readonly Option<AccessRole> _role = new("--role")
    {
        Description = "viewer looks, operator also starts and stops, admin also looks after users and keys (default viewer)",
        DefaultValueFactory = _ => AccessRole.Viewer,
    };

    /// <summary>The command.</summary>
    public UserAddCommand(CommandLineHost host)
        : base("add", "Make a user; the password is asked for, or read from standard input", host)
    {
        _host = host;
        Options.Add(_role);
    }

    /// <inheritdoc/>
    protected override async Task<bool> ChangeAsync(
        UserAccounts users, string name, (ParseResult Parsed, CommandContext Context) asked, CancellationToken cancellationToken)
    {
        var given = await _host.ReadPasswordAsync(asked.Context, cancellationToken).ConfigureAwait(false);
        await users.AddAsync(name, asked.Parsed.GetValue(_role), given, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
