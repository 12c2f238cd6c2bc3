using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Security.Keys;

namespace AutoPeft.Cli.Commands.Keys;

/// <summary><c>autopeft key remove</c>: withdraws a key; a dashboard that is open refuses it at once.</summary>
internal sealed class KeyRemoveCommand : CliCommand
{
    private readonly Argument<string> _id = new("id") { Description = "The key's id, as 'autopeft key list' shows it" };

    /// <summary>The command.</summary>
    public KeyRemoveCommand(CommandLineHost host)
        : base("remove", "Withdraw a key", host) => Arguments.Add(_id);

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id)!;

        if (!await new KeyRing(ServeCommand.FolderOf(context), context.Time).WithdrawAsync(id, cancellationToken).ConfigureAwait(false))
        {
            throw new CommandFailure(ExitCode.NotFound, $"There is no key '{id}'.", "List the keys with 'autopeft key list'.");
        }

        new AuditLog(ServeCommand.FolderOf(context)).Add(new(context.Time.GetUtcNow(), Environment.UserName, "command line", $"key remove {id}", 200));
        return ExitCode.Ok;
    }
}
