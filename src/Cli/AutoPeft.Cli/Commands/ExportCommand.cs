using System.Collections.Immutable;
using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Peft.Formats;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Worker.Runners.Engine;
using Spectre.Console;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft export</c>: writes a trained trial in a format that other tools load.</summary>
internal sealed class ExportCommand : CliCommand
{
    private readonly Argument<string?> _study = StudyArgument.Create();
    private readonly Option<int?> _trial = new("--trial") { Description = "The trial (default: the knee of the front)", HelpName = "N" };
    private readonly Option<string?> _format = new("--format")
    {
        Description = $"One of {string.Join(", ", ExportFormats.All.Select(format => format.Name))} (default: the first that is exact)",
    };

    private readonly Option<DirectoryInfo> _output = new("--output")
    {
        Description = "The folder to write; must be new or empty",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>The command.</summary>
    public ExportCommand(CommandLineHost host)
        : base("export", "Write a trained trial in a format that other tools load", host)
    {
        Arguments.Add(_study);
        Options.Add(_trial);
        Options.Add(_format);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var record = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        var trial = Choose(record, parsed.GetValue(_trial));
        await using var session = await SweepSession.OpenAsync(context, threads: 1, cancellationToken).ConfigureAwait(false);
        var study = await session.BindAsync(record.Header.Name, cancellationToken).ConfigureAwait(false);
        var folder = session.TrialFolder(record.Header.Name, trial.Number);
        var verdicts = ExportFormats.All.ToImmutableDictionary(
            format => format.Name, format => TrialExporter.Judge(study.Definition, folder, format));
        var format = FormatOf(parsed.GetValue(_format), verdicts);
        var target = parsed.GetValue(_output)!.FullName;
        var test = !session.Finals.HasTest(study.Definition)
            ? null
            : await session.Finals.MeasureAsync(study.Definition, folder, cancellationToken).ConfigureAwait(false);
        session.Exporter.Export(study.Definition, folder, new ExportTarget(format, target), test);
        context.Output.Show(
            new ExportDocument(trial.Number, format.Name, target, verdicts[format.Name].ToString()),
            DocumentJson.Readable.ExportDocument,
            (console, document) => console.WriteLine($"trial {document.Trial} to {document.Format} ({document.Verdict}): {document.Path}"));

        return ExitCode.Ok;
    }

    private static Trial Choose(StudyRecord record, int? number) =>
        number is { } given ? StudyLookup.Trial(record, given)
        : StudyFront.Of(record).Knee ?? throw new CommandFailure(
            ExitCode.NotFound, $"The study '{record.Header.Name}' has no completed trial.", "Continue it, or name a trial with --trial.");

    private static IExportFormat FormatOf(string? name, ImmutableDictionary<string, ExportVerdict> verdicts) => name is null
        ? ExportFormats.All.First(format => verdicts[format.Name].Kind == ExportVerdictKind.Exact)
        : ExportFormats.Find(name) ?? throw new InvalidInputException(
            new FaultPlace("--format"),
            $"There is no format '{name}'.",
            $"Use one of {string.Join(", ", ExportFormats.All.Select(format => format.Name))}.");
}
