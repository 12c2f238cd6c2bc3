using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;
using AutoPeft.Trials.Binding;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft sweep run</c>: carries out the study of a file, or continues it.</summary>
internal sealed class SweepRunCommand : CliCommand
{
    private readonly Argument<string> _file = new("file") { Description = "The study file (docs/study-file.md)", HelpName = "STUDY.yaml" };
    private readonly EngineOptions _engine = new();

    /// <summary>The command.</summary>
    public SweepRunCommand(CommandLineHost host)
        : base("run", "Carry out the study of a file; the same command again continues it", host)
    {
        Arguments.Add(_file);
        _engine.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var study = new StudyFile(new ModelDescriber()).Load(parsed.GetValue(_file)!);
        var engine = _engine.Of(parsed, study.Definition.Control.Engine);
        await using var session = await SweepSession.OpenAsync(context, engine, cancellationToken).ConfigureAwait(false);
        var record = await new SweepExecution(session).RunAsync(study, cancellationToken).ConfigureAwait(false);
        var summary = await new SweepConclusion(session, study, record).SummarizeAsync(cancellationToken).ConfigureAwait(false);
        context.Output.Show(summary, DocumentJson.Readable.SweepDocument, SweepSummaryView.Render);

        return summary.Verified == false ? ExitCode.VerificationFailed : ExitCode.Ok;
    }
}
