using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Models;
using AutoPeft.Tensors.Engines;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft model show</c>: modules, shapes and parameters of a model folder, and what of it can be adapted.</summary>
internal sealed class ModelShowCommand : CliCommand
{
    private readonly Argument<string> _folder = new("folder")
    {
        Description = "A Hugging Face model folder",
        HelpName = "DIR",
    };

    /// <summary>The command.</summary>
    public ModelShowCommand(CommandLineHost host)
        : base("show", "Show what a model is made of, check its weights, and name what can be adapted", host) =>
        Arguments.Add(_folder);

    /// <inheritdoc/>
    protected override Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var folder = Existing.Folder(parsed.GetValue(_folder)!);
        using var engine = new ManagedEngine();
        using var model = TransformerLoader.Load(engine, folder, trainable: false);
        context.Output.Show(ModelDocument.Of(folder, model.Shape), DocumentJson.Readable.ModelDocument, ModelView.Render);

        return Task.FromResult(ExitCode.Ok);
    }
}
