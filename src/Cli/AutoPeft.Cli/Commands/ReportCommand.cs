using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Dashboard.Reports;
using AutoPeft.Primitives.Files;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft report</c>: a study as one self-contained page.</summary>
internal sealed class ReportCommand : CliCommand
{
    private readonly Argument<string?> _study = StudyArgument.Create();
    private readonly Option<FileInfo> _html = new("--html")
    {
        Description = "The file to write: one page without scripts that refers to nothing outside itself",
        HelpName = "FILE.html",
        Required = true,
    };

    /// <summary>The command.</summary>
    public ReportCommand(CommandLineHost host)
        : base("report", "Write a study as one self-contained page with front, tables, placement and method", host)
    {
        Arguments.Add(_study);
        Options.Add(_html);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var record = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        var page = await StudyReport.WriteAsync(record, StudySpace.Of(record)).ConfigureAwait(false);
        var path = parsed.GetValue(_html)!.FullName;
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(page)));
        context.Output.Show(
            new ReportDocument(record.Header.Name, path),
            DocumentJson.Readable.ReportDocument,
            (console, document) => console.Profile.Out.Writer.WriteLine($"{document.Study}: {document.Path}"));

        return ExitCode.Ok;
    }
}
