using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Security.Users;

namespace AutoPeft.Cli.Commands.Users;

/// <summary>A command that changes a user, and writes into the dashboard's audit log that it did.</summary>
internal abstract class UserChange : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "The user's name" };

    /// <summary>A command of this name.</summary>
    protected UserChange(string name, string description, CommandLineHost host)
        : base(name, description, host) => Arguments.Add(_name);

    /// <inheritdoc/>
    protected sealed override async Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        if (!await ChangeAsync(new(store.Users, context.Time), name, (parsed, context), cancellationToken).ConfigureAwait(false))
        {
            throw new CommandFailure(ExitCode.NotFound, $"There is no user '{name}'.", "List them with 'autopeft user list'.");
        }

        new AuditLog(ServeCommand.FolderOf(context)).Add(new(context.Time.GetUtcNow(), Environment.UserName, "command line", $"user {Name} {name}", 200));
        return ExitCode.Ok;
    }

    /// <summary>Changes the user.</summary>
    /// <returns>Whether there is one.</returns>
    protected abstract Task<bool> ChangeAsync(
        UserAccounts users, string name, (ParseResult Parsed, CommandContext Context) asked, CancellationToken cancellationToken);
}
