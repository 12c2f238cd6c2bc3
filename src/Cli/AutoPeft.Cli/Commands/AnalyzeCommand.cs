using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Optimization;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Asking;
using AutoPeft.Worker.Runners;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft analyze</c>: which parameters matter, and whether the model deserves belief.</summary>
internal sealed class AnalyzeCommand : CliCommand
{
    private readonly Argument<string?> _study = StudyArgument.Create();

    /// <summary>The command.</summary>
    public AnalyzeCommand(CommandLineHost host)
        : base("analyze", "Show which parameters matter and how well the model predicts; --json has the data of every plot", host) => Arguments.Add(_study);

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var record = await new StudyLookup(context).ReadAsync(parsed.GetValue(_study), cancellationToken).ConfigureAwait(false);
        var analysis = StudyAnalysis.Of(AskedStudy.Of(record.Header, new ModelDescriber()).Plan, record);
        context.Output.Show(
            new AnalysisWriter(record.Header.Name, analysis).Write(), DocumentJson.Readable.AnalyzeDocument, AnalyzeView.Render);

        return ExitCode.Ok;
    }
}
