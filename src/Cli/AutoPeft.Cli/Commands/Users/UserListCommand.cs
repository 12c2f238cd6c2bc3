using System.CommandLine;
using System.Globalization;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Dashboard.Security.Users;
using Spectre.Console;

namespace AutoPeft.Cli.Commands.Users;

/// <summary><c>autopeft user list</c>: the users, without their passwords.</summary>
internal sealed class UserListCommand(CommandLineHost host) : CliCommand("list", "List the users, without their passwords", host)
{
    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        var users = await new UserAccounts(store.Users, context.Time).ListAsync(cancellationToken).ConfigureAwait(false);
        context.Output.Show(new([.. users.Select(UserDocument.Of)]), DocumentJson.Readable.UserListDocument, Render);

        return ExitCode.Ok;
    }

    private static void Render(IAnsiConsole console, UserListDocument document)
    {
        var table = Tables.Plain().WithText("name").WithText("role").WithText("state").WithText("made");
        foreach (var user in document.Users)
        {
            table.Row([user.Name, user.Role, user.IsDisabled ? "kept out" : "may log in", user.Created.ToString("u", CultureInfo.InvariantCulture)]);
        }

        console.Write(table);
    }
}
