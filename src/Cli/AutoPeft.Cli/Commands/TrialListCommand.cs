using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft trial list</c>: the trials of a study.</summary>
internal sealed class TrialListCommand : StudyCommand
{
    private readonly Option<TrialState?> _state = new("--state")
    {
        Description = "Only trials in this state",
    };

    /// <summary>The command.</summary>
    public TrialListCommand(CommandLineHost host)
        : base("list", "List the trials of a study, baselines included", host) => Options.Add(_state);

    /// <inheritdoc/>
    protected override void Show(StudyRecord study, ParseResult parsed, Output output)
    {
        var state = parsed.GetValue(_state);
        var document = new TrialListDocument(
            study.Header.Name,
            ObjectiveDocument.Of(study.Header.Objectives),
            [.. study.Trials.Where(trial => state is null || trial.State == state)
                .Select(trial => TrialDocument.Of(trial, study.Header.Objectives))]);
        output.Show(document, DocumentJson.Readable.TrialListDocument, TrialViews.List);
    }
}
