using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Events;
using Spectre.Console;

namespace AutoPeft.Cli.Commands.Database;

/// <summary><c>autopeft db import</c>: adds a study from a file that <c>autopeft db export</c> wrote.</summary>
internal sealed class DatabaseImportCommand : CliCommand
{
    private readonly Argument<string> _file = new("file") { Description = "What 'autopeft db export' wrote", HelpName = "FILE.jsonl" };

    /// <summary>The command.</summary>
    public DatabaseImportCommand(CommandLineHost host)
        : base("import", "Add a study with its whole history from a file", host) => Arguments.Add(_file);

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(parsed.GetValue(_file)!);
        var history = StudyHistory.Parse(File.ReadLines(file), file);
        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        await store.Trials.ImportStudyAsync(history, cancellationToken).ConfigureAwait(false);
        var study = ((StudyCreated)history[0]).Study.Name;
        context.Output.Show(
            new StudyTransferDocument(study, file, history.Length), DocumentJson.Readable.StudyTransferDocument, (console, document) => console.WriteLine(document.Sentence("imported from")));

        return ExitCode.Ok;
    }
}
