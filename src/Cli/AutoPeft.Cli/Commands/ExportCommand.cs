using System.Collections.Immutable;
using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Peft.Formats;
using AutoPeft.Peft.Formats.Own;
using AutoPeft.Peft.Formats.TrainingFiles;
using AutoPeft.Peft.Merging;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft export</c>: writes a trained trial in a format that other tools load.</summary>
internal sealed class ExportCommand : CliCommand
{
    private static readonly ImmutableArray<string> Names =
        [.. ExportFormats.All.Select(format => format.Name), MergedExport.FormatName, .. TrainingFileFormats.All.Select(format => format.Name)];

    private readonly Argument<string?> _study = StudyArgument.Create();
    private readonly TrialChoiceOptions _choice = new();
    private readonly Option<string?> _format = new("--format")
    {
        Description = $"One of {string.Join(", ", Names)} (default: the first that is exact)",
    };

    private readonly Option<bool> _script = new("--script") { Description = "Add a Python program that trains the recipe again" };
    private readonly Option<int> _confirm = new("--confirm-seeds")
    {
        Description = "Train the trial and the tuned baselines with this many new seeds first, and compare them on the test rows",
        HelpName = "K",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say which trial and how faithful each format is; write nothing" };
    private readonly Option<DirectoryInfo?> _output = new("--output") { Description = "The folder to write; must be new or empty", HelpName = "DIR" };

    private readonly Option<FileInfo?> _bundle = new("--bundle")
    {
        Description = "Also write one archive with the export, the study, the model and the data",
        HelpName = "FILE.tar",
    };

    /// <summary>The command.</summary>
    public ExportCommand(CommandLineHost host)
        : base("export", "Write a trained trial in a format that other tools load", host)
    {
        Arguments.Add(_study);
        _choice.AddTo(this);
        Options.Add(_format);
        Options.Add(_script);
        Options.Add(_confirm);
        Options.Add(_dryRun);
        Options.Add(_output);
        Options.Add(_bundle);
        Validators.Add(result =>
        {
            if (result.GetResult(_output) is null && !result.GetValue(_dryRun))
            {
                result.AddError("Name the folder to write with --output, or use --dry-run.");
            }

            if (result.GetValue(_format) == MergedExport.FormatName && (result.GetValue(_script) || result.GetResult(_bundle) is not null))
            {
                result.AddError("A merged model holds no modules to train or verify again: export to another format with --script or --bundle.");
            }
        });
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var record = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        var choice = _choice.Choose(record, parsed);
        await using var session = await SweepSession.OpenAsync(context, threads: 1, cancellationToken).ConfigureAwait(false);
        var study = await session.BindTrainedAsync(record.Header, cancellationToken).ConfigureAwait(false);
        var folder = session.TrialFolder(record.Header.Name, choice.Trial.Number);
        var verdicts = Verdicts(study, folder);
        var name = NameOf(parsed.GetValue(_format), verdicts);
        var document = new ExportDocument(choice.Trial.Number, name, Path: null, verdicts[name].ToString())
        {
            Reasons = SamplingNoise.Of(TrialExporter.RecipeOf(study.Definition, folder)) is { } noise ? choice.Reasons.Add(noise) : choice.Reasons,
            Warnings = WarningsOf(name, study, folder),
            Verdicts = verdicts.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.ToString(), StringComparer.Ordinal),
        };
        if (parsed.GetValue(_confirm) is > 0 and var seeds)
        {
            document = document with
            {
                Confirmation = await new SeedConfirmation(session, study)
                    .ConfirmAsync(record, choice.Trial, seeds, cancellationToken).ConfigureAwait(false),
            };
        }

        ExportView.RenderChoice(context.Output.People, document);
        if (!parsed.GetValue(_dryRun))
        {
            document = await WriteAsync(parsed, (session, study), (document, folder), cancellationToken).ConfigureAwait(false);
        }

        context.Output.Show(document, DocumentJson.Readable.ExportDocument, ExportView.RenderResult);
        return document.Merged is { Equal: false } ? ExitCode.VerificationFailed : ExitCode.Ok;
    }

    private async Task<ExportDocument> WriteAsync(
        ParseResult parsed, (SweepSession Session, BoundStudy Study) source, (ExportDocument Document, string Trial) export, CancellationToken cancellationToken)
    {
        var (session, study) = source;
        var test = !session.Finals.HasTest(study.Definition)
            ? null
            : await session.Finals.MeasureAsync(study.Definition, export.Trial, cancellationToken).ConfigureAwait(false);
        var path = parsed.GetValue(_output)!.FullName;
        if (export.Document.Format == MergedExport.FormatName)
        {
            return export.Document with { Path = path, Merged = new MergedExport(session, study).Write(export.Trial, path, test) };
        }

        session.Exporter.Export(study.Definition, export.Trial, Target(export.Document.Format, path, parsed.GetValue(_script)), test);
        var bundle = parsed.GetValue(_bundle)?.FullName;
        if (bundle is not null)
        {
            ReproductionBundle.Write(bundle, path, study);
        }

        return export.Document with { Path = path, Bundle = bundle };
    }

    private static ImmutableArray<string>? WarningsOf(string format, BoundStudy study, string folder) =>
        ExportFormats.Find(format)?.Warnings(TrialExporter.RecipeOf(study.Definition, folder), study.Definition.Shape).ToImmutableArray() is { IsEmpty: false } warnings
            ? warnings
            : null;

    private static ImmutableDictionary<string, ExportVerdict> Verdicts(BoundStudy study, string folder) =>
        ExportFormats.All.Select(format => KeyValuePair.Create(format.Name, TrialExporter.Judge(study.Definition, folder, format)))
            .Concat(TrainingFileFormats.All.Select(format => KeyValuePair.Create(format.Name, TrialExporter.Judge(study.Definition, folder, format))))
            .Append(KeyValuePair.Create(
                MergedExport.FormatName, WeightMerger.Judge(TrialExporter.RecipeOf(study.Definition, folder).Configuration, study.Definition.Shape)))
            .ToImmutableDictionary();

    private static string NameOf(string? name, ImmutableDictionary<string, ExportVerdict> verdicts) =>
        name is null ? ExportFormats.All.First(format => verdicts[format.Name].Kind == ExportVerdictKind.Exact).Name
        : verdicts.ContainsKey(name) ? name
        : throw new InvalidInputException(new FaultPlace("--format"), $"There is no format '{name}'.", $"Use one of {string.Join(", ", Names)}.");

    // A file for another trainer holds no weights; our own format beside it does, so that the folder can be verified.
    private static ExportTarget Target(string name, string folder, bool withScript)
    {
        ITrainingFileFormat?[] files = [TrainingFileFormats.Find(name), withScript ? TrainingFileFormats.Find(PythonScript.FormatName) : null];

        return new(ExportFormats.Find(name) ?? new OwnFormat(), folder) { TrainingFiles = [.. files.OfType<ITrainingFileFormat>().Distinct()] };
    }
}
