using System.Collections.Immutable;
using System.CommandLine;
using AutoPeft.Cli.Documents;
using AutoPeft.Cli.Hosting;
using AutoPeft.Cli.Rendering;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary><c>autopeft compare</c>: studies of the same objectives beside each other.</summary>
internal sealed class CompareCommand : CliCommand
{
    private readonly Argument<string[]> _studies = new("studies")
    {
        Description = "The names of two or more studies of the same objectives",
        HelpName = "STUDY STUDY",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The command.</summary>
    public CompareCommand(CommandLineHost host)
        : base("compare", "Compare the fronts of studies: hypervolume against one reference point, and what others dominate", host) =>
        Arguments.Add(_studies);

    /// <inheritdoc/>
    protected override async Task<ExitCode> ExecuteAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
    {
        ImmutableArray<string> names = [.. parsed.GetValue(_studies)!.Distinct(StringComparer.Ordinal)];
        if (names.Length < 2)
        {
            throw new InvalidInputException(new FaultPlace("command line"), "One study alone cannot be compared.", "Name two or more: autopeft compare A B.");
        }

        var studies = await new StudyLookup(context).ReadAllAsync(names, cancellationToken).ConfigureAwait(false);
        Check(studies);
        context.Output.Show(CompareDocument.Of(studies), DocumentJson.Readable.CompareDocument, StudyViews.Comparison);

        return ExitCode.Ok;
    }

    private static void Check(ImmutableArray<StudyRecord> studies)
    {
        var first = studies[0].Header;
        Fault[] faults =
        [
            .. studies.Select(study => study.Header).Where(other => !StudyComparison.IsPossible(first, other)).Select(other => new Fault(
                new FaultPlace("command line"),
                $"'{other.Name}' optimises {Objectives(other)}, '{first.Name}' {Objectives(first)}.",
                "Compare studies of the same objectives, on the same scales.")),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static string Objectives(StudyHeader study) =>
        string.Join(", ", study.Objectives.Select(objective => objective.Name + (objective.IsLogarithmic ? " (log)" : string.Empty)));
}
