using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Commands;

/// <summary>A command that reads the space of a file and shows something of it.</summary>
internal abstract class SpaceFileCommand : CliCommand
{
    private readonly Argument<string> _file = new("file")
    {
        Description = "A study file, or one with 'model' and 'space' only (docs/study-file.md)",
        HelpName = "FILE.yaml",
    };

    /// <summary>A command of this name.</summary>
    protected SpaceFileCommand(string name, string description, CommandLineHost host)
        : base(name, description, host) => Arguments.Add(_file);

    /// <inheritdoc/>
    protected sealed override Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var file = Existing.File(parsed.GetValue(_file)!);
        Show(file, new StudyFile(new ModelDescriber()).LoadSpace(file), parsed, context.Output);

        return Task.FromResult(ExitCode.Ok);
    }

    /// <summary>Shows what the command is about.</summary>
    protected abstract void Show(string file, BoundSpace space, ParseResult parsed, Output output);
}
