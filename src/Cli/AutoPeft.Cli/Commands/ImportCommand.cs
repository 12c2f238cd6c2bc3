using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Peft.Formats;
using AutoPeft.Primitives.Faults;
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

    private readonly Option<DirectoryInfo> _model = new("--model")
    {
        Description = "The folder of the base model",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>The command.</summary>
    public ImportCommand(CommandLineHost host)
        : base("import", "Read modules that another tool trained, as a configuration with its costs", host)
    {
        Arguments.Add(_folder);
        Options.Add(_model);
    }

    /// <inheritdoc/>
    protected override Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var folder = parsed.GetValue(_folder)!.FullName;
        if (!Directory.Exists(folder))
        {
            throw new CommandFailure(ExitCode.NotFound, $"There is no folder {folder}.", "Check the path.");
        }

        var shape = new ModelDescriber().DescribeFolder(parsed.GetValue(_model)!.FullName);
        var format = ExportFormats.Detect(folder) ?? throw new InvalidInputException(
            new FaultPlace(folder),
            "The folder is in no known format.",
            "It must hold adapter_config.json with adapter_model.safetensors (PEFT) or adapter.safetensors (AdapterHub), or recipe.json with weights.safetensors.");
        context.Output.Show(
            ImportDocument.Of(folder, format, format.Read(folder, shape), shape),
            DocumentJson.Readable.ImportDocument,
            ImportView.Render);

        return Task.FromResult(ExitCode.Ok);
    }
}
