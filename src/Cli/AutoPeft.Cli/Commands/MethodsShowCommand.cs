using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Models;
using AutoPeft.Peft.Methods;
using AutoPeft.Peft.Placement;
using AutoPeft.Primitives.Faults;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft methods show</c>: a PEFT method's paper, formula and settings, and what it costs on a model.</summary>
internal sealed class MethodsShowCommand : CliCommand
{
    // What a size that must be given is when nothing is said.
    private const double DefaultSize = 8;

    private readonly Argument<string> _name = new("method") { Description = "The method, as study files name it" };
    private readonly Option<DirectoryInfo?> _model = new("--model")
    {
        Description = "A model folder, to show what the method costs on it",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _settings = new("--set")
    {
        Description = "A setting for the costs, e.g. rank=4 or targets=query+value; may be repeated",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The command.</summary>
    public MethodsShowCommand(CommandLineHost host)
        : base("show", "Describe a PEFT method, and what it costs on a model", host)
    {
        Arguments.Add(_name);
        Options.Add(_model);
        Options.Add(_settings);
    }

    /// <inheritdoc/>
    protected override Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_name)!;
        var method = MethodRegistry.BuiltIn.Find(name) ?? throw new CommandFailure(
            ExitCode.NotFound,
            $"There is no PEFT method '{name}'.",
            $"Use one of {string.Join(", ", MethodRegistry.BuiltIn.Methods.Select(item => item.Name))}.");
        var document = MethodDocument.Of(method);
        if (parsed.GetValue(_model) is { } folder)
        {
            document = document with { Costs = Costs(method, folder.FullName, parsed.GetValue(_settings) ?? []) };
        }

        context.Output.Show(document, DocumentJson.Readable.MethodDocument, MethodViews.Show);

        return Task.FromResult(ExitCode.Ok);
    }

    private static MethodCostDocument Costs(PeftMethod method, string folder, string[] texts)
    {
        var shape = TransformerLoader.Describe(folder);
        var faults = new List<Fault>();
        var settings = SettingTexts.Read(method, texts, faults);
        if (method.Size.Default is null && settings.Find(method.Size.Name) is null)
        {
            settings = settings.With(method.Size.Name, DefaultSize);
        }

        var config = method.Bind(settings, new("--set"), faults);
        var placed = config is null ? PeftConfig.Empty : PeftConfig.Uniform(Enumerable.Range(0, shape.Layers), config);
        faults.AddRange(placed.Faults(shape));

        return faults.Count == 0
            ? MethodCostDocument.Of(folder, shape, placed)
            : throw new InvalidInputException(faults);
    }
}
