using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary>A command that reads one stored study and shows something of it.</summary>
internal abstract class StudyCommand : CliCommand
{
    private readonly Argument<string?> _study = StudyArgument.Create();

    /// <summary>A command of this name.</summary>
    protected StudyCommand(string name, string description, CommandLineHost host)
        : base(name, description, host) => Arguments.Add(_study);

    /// <inheritdoc/>
    protected sealed override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        Show(study, parsed, context.Output);

        return ExitCode.Ok;
    }

    /// <summary>Shows what the command is about.</summary>
    protected abstract void Show(StudyRecord study, ParseResult parsed, Output output);
}
