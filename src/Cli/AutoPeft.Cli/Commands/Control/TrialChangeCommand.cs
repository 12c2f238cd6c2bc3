using System.CommandLine;
using System.Globalization;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary>A command that changes one trial of a study.</summary>
internal abstract class TrialChangeCommand : StudyChangeCommand
{
    private readonly Argument<int> _trial = new("number") { Description = "The trial's number" };

    /// <summary>A command of this name.</summary>
    protected TrialChangeCommand(string name, string description, CommandLineHost host)
        : base(name, description, host) => Arguments.Add(_trial);

    /// <inheritdoc/>
    protected sealed override Argument<int> Trial => _trial;

    /// <inheritdoc/>
    protected sealed override async Task<string> ChangeAsync(
        ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken)
    {
        var record = await store.ReadStudyAsync(study, cancellationToken).ConfigureAwait(false);
        var trial = StudyLookup.Trial(record, parsed.GetValue(_trial));
        var word = Documents.TrialDocument.Word(trial.State);

        return await ChangeAsync(store, study, trial.Number, cancellationToken).ConfigureAwait(false) is { } done
            ? string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number} {done}")
            : throw new CommandFailure(ExitCode.BadInput, $"Trial {trial.Number} is {word}.", Requirement);
    }

    /// <summary>Which trials the command is for. A sentence.</summary>
    protected abstract string Requirement { get; }

    /// <summary>Changes the trial and says what it is now; null when the trial is not in a state for that.</summary>
    protected abstract Task<string?> ChangeAsync(ITrialStore store, string study, int trial, CancellationToken cancellationToken);
}
