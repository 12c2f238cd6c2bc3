using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft sweep run</c>: carries out a study, or continues it.</summary>
internal sealed class SweepRunCommand : CliCommand
{
    private readonly Argument<string> _study = new("study")
    {
        Description = "The study file (docs/study-file.md), or the name of a study of the store",
        HelpName = "STUDY.yaml|NAME",
    };

    private readonly EngineOptions _engine = new();

    /// <summary>The command.</summary>
    public SweepRunCommand(CommandLineHost host)
        : base("run", "Carry out a study; the same command again continues it", host)
    {
        Arguments.Add(_study);
        _engine.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = await new StudyLookup(context).BindAsync(parsed.GetValue(_study)!, cancellationToken).ConfigureAwait(false);
        var engine = _engine.Of(parsed, study.Definition.Control.Engine);
        await using var session = await SweepSession.OpenAsync(context, engine, cancellationToken).ConfigureAwait(false);
        var record = await new SweepExecution(session).RunAsync(study, cancellationToken).ConfigureAwait(false);
        var summary = await new SweepConclusion(session, study, record).SummarizeAsync(cancellationToken).ConfigureAwait(false);
        context.Output.Show(summary, DocumentJson.Readable.SweepDocument, SweepSummaryView.Render);

        return summary.Verified == false ? ExitCode.VerificationFailed : ExitCode.Ok;
    }
}
