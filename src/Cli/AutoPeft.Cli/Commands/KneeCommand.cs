using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft knee</c>: the trial after which further gains get expensive.</summary>
internal sealed class KneeCommand(CommandLineHost host)
    : StudyCommand("knee", "Show the recommended trial: the one after which further gains get expensive", host)
{
    /// <inheritdoc/>
    protected override void Show(StudyRecord study, ParseResult parsed, Output output)
    {
        var objectives = study.Header.Objectives;
        var knee = StudyFront.Of(study).Knee;
        var document = new KneeDocument(
            study.Header.Name,
            ObjectiveDocument.Of(objectives),
            knee is null ? null : TrialDocument.Of(knee, objectives));
        output.Show(document, DocumentJson.Readable.KneeDocument, (console, _) =>
        {
            if (knee is null)
            {
                console.Profile.Out.Writer.WriteLine($"The study '{study.Header.Name}' has no completed trial yet.");
            }
            else
            {
                TrialViews.Show(console, TrialShowDocument.Of(study.Header.Name, knee, objectives));
            }
        });
    }
}
