using System.CommandLine;
using System.Text.Json;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Primitives.Files;
using AutoPeft.Tensors.Engines;
using AutoPeft.Worker.Runners.Engine;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft model probe</c>: how much a task depends on each module of a model, from a few batches.</summary>
internal sealed class ModelProbeCommand : CliCommand
{
    private readonly Argument<string> _study = new("study")
    {
        Description = "The study with the model and the data: a file (docs/study-file.md), or the name of a study of the store",
        HelpName = "STUDY.yaml|NAME",
    };

    private readonly Option<int> _batches = Count("--batches", 8, "Batches of 8 training rows to measure on");
    private readonly Option<int> _rank = Count("--mean-rank", 8, "The mean rank of the allocation that is proposed");

    private readonly Option<FileInfo?> _output = new("--output")
    {
        Description = "Also write a file for a study's 'prior' and 'baselines'",
        HelpName = "FILE.json",
    };

    /// <summary>The command.</summary>
    public ModelProbeCommand(CommandLineHost host)
        : base("probe", "Measure, from a few batches, how much a task depends on each module (gradient and Fisher information)", host)
    {
        Arguments.Add(_study);
        Options.Add(_batches);
        Options.Add(_rank);
        Options.Add(_output);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = await new StudyLookup(context).BindAsync(parsed.GetValue(_study)!, cancellationToken).ConfigureAwait(false);
        using var engine = new ManagedEngine(new ManagedEngineOptions(Environment.ProcessorCount));
        using var workspace = new EngineWorkspace(engine, frozenStateBytes: 0);
        var report = new ModelProbe(workspace).Measure(study.Definition, parsed.GetValue(_batches), cancellationToken);
        var document = ProbeDocument.Of(study.Definition.Model, report, parsed.GetValue(_rank));
        if (parsed.GetValue(_output) is { } file)
        {
            AtomicFile.Write(file.FullName, stream => JsonSerializer.Serialize(stream, document, DocumentJson.Readable.ProbeDocument));
        }

        context.Output.Show(document, DocumentJson.Readable.ProbeDocument, ProbeView.Render);

        return ExitCode.Ok;
    }

    private static Option<int> Count(string name, int byDefault, string description)
    {
        var option = new Option<int>(name) { Description = $"{description} (default {byDefault})", DefaultValueFactory = _ => byDefault };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.GetValue(option) is < 1 or > 10_000)
            {
                result.AddError($"{name} must be between 1 and 10000.");
            }
        });

        return option;
    }
}
