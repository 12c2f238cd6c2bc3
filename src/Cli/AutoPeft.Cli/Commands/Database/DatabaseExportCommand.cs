using System.CommandLine;
using System.Globalization;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Events;
using Spectre.Console;

namespace AutoPeft.Cli.Commands.Database;

/// <summary><c>autopeft db export</c>: writes a study's whole history to a file, one event a line.</summary>
internal sealed class DatabaseExportCommand : CliCommand
{
    private readonly Argument<string?> _study = StudyArgument.Create();
    private readonly Option<FileInfo> _output = new("--output") { Description = "The file to write; must be new", HelpName = "FILE.jsonl", Required = true };

    /// <summary>The command.</summary>
    public DatabaseExportCommand(CommandLineHost host)
        : base("export", "Write a study's whole history to a file, for a backup or another store", host)
    {
        Arguments.Add(_study);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = (await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false)).Header.Name;
        var target = parsed.GetValue(_output)!.FullName;
        if (File.Exists(target))
        {
            throw new InvalidInputException(new FaultPlace(target), "The file exists already.", "Name a new one, or delete it.");
        }

        await using var store = await context.OpenStoreAsync(cancellationToken).ConfigureAwait(false);
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{target}.{Environment.ProcessId}.part");
        var events = 0L;
        await using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            await foreach (var happened in StudyHistory.ReadAsync(store.Trials, study, cancellationToken).ConfigureAwait(false))
            {
                await file.WriteAsync(EventJson.Write(happened), cancellationToken).ConfigureAwait(false);
                file.WriteByte((byte)'\n');
                events++;
            }
        }

        File.Move(unfinished, target);
        context.Output.Show(
            new StudyTransferDocument(study, target, events), DocumentJson.Readable.StudyTransferDocument, (console, document) => console.WriteLine(document.Sentence("exported to")));

        return ExitCode.Ok;
    }
}
