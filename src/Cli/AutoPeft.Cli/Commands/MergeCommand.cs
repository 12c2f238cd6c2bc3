using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Tensors.Engines;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft merge</c>: folds an export into its base model, or says why that cannot be done.</summary>
internal sealed class MergeCommand : CliCommand
{
    private readonly Argument<DirectoryInfo> _export = new("export") { Description = "The folder of the export", HelpName = "DIR" };
    private readonly Option<DirectoryInfo> _model = new("--model")
    {
        Description = "The folder of the base model",
        HelpName = "DIR",
        Required = true,
    };

    private readonly Option<DirectoryInfo> _output = new("--output")
    {
        Description = "The folder to write; must be new or empty",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>The command.</summary>
    public MergeCommand(CommandLineHost host)
        : base("merge", "Fold an export into its base model's weights, and compare the outputs", host)
    {
        Arguments.Add(_export);
        Options.Add(_model);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    protected override Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var target = parsed.GetValue(_output)!.FullName;
        using var engine = new ManagedEngine(new ManagedEngineOptions(Environment.ProcessorCount));
        var report = new ExportMerger(engine).Merge(
            Existing.Folder(parsed.GetValue(_export)!.FullName), Existing.Folder(parsed.GetValue(_model)!.FullName), target);
        context.Output.Show(
            new MergeDocument(target, report.ChangedTensors, report.LargestDifference, report.IsEqual),
            DocumentJson.Readable.MergeDocument,
            (console, document) => console.Profile.Out.Writer.WriteLine(ExportView.MergeText(document)));

        return Task.FromResult(report.IsEqual ? ExitCode.Ok : ExitCode.VerificationFailed);
    }
}
