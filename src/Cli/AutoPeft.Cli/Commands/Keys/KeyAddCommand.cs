using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Audit;
using AutoPeft.Dashboard.Security.Keys;
using AutoPeft.Trials.Accounts;

namespace AutoPeft.Cli.Commands.Keys;

/// <summary><c>autopeft key add</c>: makes a key and shows it once.</summary>
internal sealed class KeyAddCommand : CliCommand
{
    private readonly Argument<string> _name = new("name") { Description = "Whose it is" };
    private readonly Option<AccessRole> _role = new("--role")
    {
        Description = "viewer looks, operator also starts and stops, admin also makes keys (default viewer)",
        DefaultValueFactory = _ => AccessRole.Viewer,
    };

    /// <summary>The command.</summary>
    public KeyAddCommand(CommandLineHost host)
        : base("add", "Make a key; its text is shown this once", host)
    {
        Arguments.Add(_name);
        Options.Add(_role);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var ring = new KeyRing(ServeCommand.FolderOf(context), context.Time);
        var issued = await ring.IssueAsync(parsed.GetValue(_name)!, parsed.GetValue(_role), cancellationToken).ConfigureAwait(false);
        new AuditLog(ServeCommand.FolderOf(context)).Add(
            new(context.Time.GetUtcNow(), Environment.UserName, "command line", $"key add {issued.Key.Id}", 200));
        context.Output.Show(
            AccessKeyDocument.Of(issued.Key) with { Text = issued.Text },
            DocumentJson.Readable.AccessKeyDocument,
            (console, document) => console.Profile.Out.Writer.WriteLine(document.Text));

        return ExitCode.Ok;
    }
}
