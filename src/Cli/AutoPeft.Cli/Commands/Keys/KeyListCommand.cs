using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Dashboard.Security.Keys;
using Spectre.Console;

namespace AutoPeft.Cli.Commands.Keys;

/// <summary><c>autopeft key list</c>: the keys, without their secrets.</summary>
internal sealed class KeyListCommand(CommandLineHost host) : CliCommand("list", "List the keys, without their secrets", host)
{
    /// <inheritdoc/>
    protected override Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var keys = new KeyRing(ServeCommand.FolderOf(context), context.Time).Keys;
        context.Output.Show(
            new AccessKeyListDocument([.. keys.Select(AccessKeyDocument.Of)]),
            DocumentJson.Readable.AccessKeyListDocument,
            (console, document) =>
            {
                var table = Tables.Plain().WithText("id").WithText("name").WithText("role").WithText("made");
                foreach (var key in document.Keys)
                {
                    table.Row([key.Id, key.Name, key.Role, key.Created.ToString("u", System.Globalization.CultureInfo.InvariantCulture)]);
                }

                console.Write(table);
            });

        return Task.FromResult(ExitCode.Ok);
    }
}
