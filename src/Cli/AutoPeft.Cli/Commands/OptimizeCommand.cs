using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Optimization;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.BlackBox;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft optimize</c>: searches the best inputs of any program.</summary>
internal sealed class OptimizeCommand : CliCommand
{
    private readonly Argument<string> _file = new("file")
    {
        Description = "The space: 'parameters' and 'objectives' (docs/cli.md)",
        HelpName = "SPACE.yaml",
    };

    private readonly ProgramArgument _program = new();

    private readonly BlackBoxOptions _options = new();

    /// <summary>The command.</summary>
    public OptimizeCommand(CommandLineHost host)
        : base("optimize", "Search the best inputs of any program; the same command again continues", host)
    {
        Arguments.Add(_file);
        _program.AddTo(this);
        _options.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = BlackBoxFile.Load(Existing.File(parsed.GetValue(_file)!), _options.SettingsOf(parsed, _program.Read(parsed)));
        var record = await new OptimizeExecution(context).RunAsync(study, cancellationToken).ConfigureAwait(false);
        var document = OptimizeDocument.Of(record);
        context.Output.Show(document, DocumentJson.Readable.OptimizeDocument, OptimizeView.Render);

        return document.Front.IsEmpty ? ExitCode.NoResult : ExitCode.Ok;
    }
}
