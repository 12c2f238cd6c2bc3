using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Models.Structure;
using AutoPeft.Peft.Formats;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft import</c>: reads modules that this or another tool trained, as a configuration of ours.</summary>
internal sealed class ImportCommand : CliCommand
{
    private readonly Argument<DirectoryInfo> _folder = new("folder")
    {
        Description = "A folder of Hugging Face PEFT, of AdapterHub, or of autopeft",
        HelpName = "DIR",
    };

    private readonly Option<DirectoryInfo?> _model = new("--model")
    {
        Description = "The folder of the base model; --study knows it",
        HelpName = "DIR",
    };

    private readonly Option<string?> _study = new("--study")
    {
        Description = "Also say which point of this study's space the modules are: a study file, or the name of a study",
        HelpName = "STUDY",
    };

    /// <summary>The command.</summary>
    public ImportCommand(CommandLineHost host)
        : base("import", "Read modules that another tool trained, as a configuration with its costs", host)
    {
        Arguments.Add(_folder);
        Options.Add(_model);
        Options.Add(_study);
        Validators.Add(result =>
        {
            if (result.GetResult(_model) is null && result.GetResult(_study) is null)
            {
                result.AddError("Name the base model with --model, or a study with --study.");
            }
        });
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var folder = Existing.Folder(parsed.GetValue(_folder)!.FullName);
        var study = parsed.GetValue(_study) is { } name ? await SpaceAsync(context, name, cancellationToken).ConfigureAwait(false) : null;
        var shape = ShapeOf(parsed.GetValue(_model), study);
        var (format, modules) = ExportFormats.Read(folder, shape);
        var document = ImportDocument.Of(folder, format, modules, shape) with
        {
            Point = study is null ? null : ImportedPointDocument.Of(study.Binding.Find(modules.Config, study.Space)),
        };
        context.Output.Show(document, DocumentJson.Readable.ImportDocument, ImportView.Render);

        return ExitCode.Ok;
    }

    private static async Task<BoundSpace> SpaceAsync(CommandContext context, string study, CancellationToken cancellationToken)
    {
        if (File.Exists(study))
        {
            return new StudyFile(new ModelDescriber()).LoadSpace(study);
        }

        var record = await new StudyLookup(context).ReadAsync(study, cancellationToken).ConfigureAwait(false);
        await using var session = await SweepSession.OpenAsync(context, threads: 1, cancellationToken).ConfigureAwait(false);
        var bound = await session.BindAsync(record.Header.Name, cancellationToken).ConfigureAwait(false);

        return new(bound.Definition.Space, bound.Binding, bound.Definition.Training);
    }

    private static ModelShape ShapeOf(DirectoryInfo? model, BoundSpace? study) => model is not null
        ? new ModelDescriber().DescribeFolder(Existing.Folder(model.FullName))
        : study!.Binding.Shape;
}
