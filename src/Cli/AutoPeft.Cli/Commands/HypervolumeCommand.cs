using System.Collections.Immutable;
using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft hv</c>: how much of the objective space a study dominates, and how that grew.</summary>
internal sealed class HypervolumeCommand : StudyCommand
{
    private readonly Option<double[]> _reference = new("--reference")
    {
        Description = "The reference point, one value an objective in the study's order (default: inferred from the front)",
        HelpName = "VALUE",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The command.</summary>
    public HypervolumeCommand(CommandLineHost host)
        : base("hv", "Show the hypervolume of a study and how it grew with the trials", host) => Options.Add(_reference);

    /// <inheritdoc/>
    protected override void Show(StudyRecord study, ParseResult parsed, Output output)
    {
        var objectives = study.Header.Objectives;
        var given = parsed.GetValue(_reference) is { Length: > 0 } values ? values : null;
        if (given is not null && given.Length != objectives.Length)
        {
            throw new InvalidInputException(
                new FaultPlace("--reference"),
                $"The reference point has {given.Length} values; the study has {objectives.Length} objectives.",
                $"Give one value for each of {string.Join(", ", objectives.Select(objective => objective.Name))}.");
        }

        var front = StudyFront.Of(study, given);
        var isEmpty = front.Trials.IsEmpty;
        var document = new HypervolumeDocument(
            study.Header.Name,
            ObjectiveDocument.Of(objectives),
            front.Hypervolume,
            isEmpty ? null : JsonValues.Of(objectives, front.ReferencePoint),
            isEmpty ? ImmutableArray<double>.Empty : StudyFront.HypervolumeHistory(study, front.ReferencePoint));
        output.Show(document, DocumentJson.Readable.HypervolumeDocument, StudyViews.Hypervolume);
    }
}
