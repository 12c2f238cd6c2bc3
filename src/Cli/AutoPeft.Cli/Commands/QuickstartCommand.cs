using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Quickstart;
using AutoPeft.Cli.Rendering;
using AutoPeft.Cli.Sweeps;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft quickstart</c>: a real search on the documentation that every SDK brings, from nothing to a verified export.</summary>
internal sealed class QuickstartCommand : CliCommand
{
    private readonly Option<int> _trials = WholeNumber("--trials", "How many configurations are tried (default 24)", 24, 1, 10_000);
    private readonly Option<long> _seed = new("--seed") { Description = "Where all random choices come from (default 0)" };
    private readonly Option<int> _concurrency = WholeNumber(
        "--concurrency", "Trials trained at the same time (default 2)", 2, 1, 64);
    private readonly Option<bool> _showStudy = new("--show-study") { Description = "Print the study file and do nothing" };

    private readonly EngineOptions _engine = new();

    /// <summary>The command.</summary>
    public QuickstartCommand(CommandLineHost host)
        : base("quickstart", "Search PEFT configurations of a small BERT for a task made of this machine's API documentation", host)
    {
        Options.Add(_trials);
        Options.Add(_seed);
        Options.Add(_concurrency);
        Options.Add(_showStudy);
        _engine.AddTo(this);
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(
        ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        var request = new QuickstartRequest(parsed.GetValue(_trials), parsed.GetValue(_seed), parsed.GetValue(_concurrency));
        if (parsed.GetValue(_showStudy))
        {
            context.Output.Show(
                new StudyFileDocument(QuickstartStudy.Text("quickstart", QuickstartModel.Folder, "DATA", request)),
                DocumentJson.Readable.StudyFileDocument,
                (console, document) => console.Profile.Out.Writer.Write(document.Study));
            return ExitCode.Ok;
        }

        MemoryBudget.LimitQuickstart(request.Concurrency);
        await using var session = await SweepSession.OpenAsync(context, _engine.Of(parsed), cancellationToken).ConfigureAwait(false);
        var study = await new QuickstartStudies(session).NextAsync(request, cancellationToken).ConfigureAwait(false);
        var record = await new SweepExecution(session).RunAsync(study, cancellationToken).ConfigureAwait(false);
        var summary = await new SweepConclusion(session, study, record).SummarizeAsync(cancellationToken).ConfigureAwait(false);
        context.Output.Show(summary, DocumentJson.Readable.SweepDocument, SweepSummaryView.Render);

        return summary.Verified == false ? ExitCode.VerificationFailed : ExitCode.Ok;
    }

    private static Option<int> WholeNumber(string name, string description, int value, int lowest, int highest)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var given) && (given < lowest || given > highest))
            {
                result.AddError($"{name} must be between {lowest} and {highest}, not {given}.");
            }
        });
        return option;
    }
}
