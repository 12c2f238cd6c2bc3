using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft trial show</c>: everything that is known of a trial.</summary>
internal sealed class TrialShowCommand : CliCommand
{
    private readonly Argument<int> _number = new("number") { Description = "The trial's number" };
    private readonly Argument<string?> _study = StudyArgument.Create();

    /// <summary>The command.</summary>
    public TrialShowCommand(CommandLineHost host)
        : base("show", "Show everything that is known of a trial", host)
    {
        Arguments.Add(_number);
        Arguments.Add(_study);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        var trial = StudyLookup.Trial(study, parsed.GetValue(_number));
        var document = TrialShowDocument.Of(study.Header.Name, trial, study.Header.Objectives);
        context.Output.Show(document, DocumentJson.Readable.TrialShowDocument, TrialViews.Show);

        return ExitCode.Ok;
    }
}
