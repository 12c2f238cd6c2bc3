using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Primitives.Faults;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.Lifecycle;
using AutoPeft.Trials.Ports;

namespace AutoPeft.Cli.Commands.Control;

/// <summary><c>autopeft sweep edit</c>: changes budget, concurrency, priority and limit of a sweep, also while it is carried out.</summary>
internal sealed class SweepEditCommand : StudyChangeCommand
{
    private readonly Option<int?> _trials = new("--trials") { Description = "Trials in all", HelpName = "N" };
    private readonly Option<string?> _time = new("--time") { Description = "Time in all, as 2h, 90m, 1h30m or 45s", HelpName = "TIME" };
    private readonly Option<int?> _concurrency = new("--concurrency") { Description = "Trials open at the same time", HelpName = "N" };
    private readonly Option<int?> _limit = new("--limit") { Description = "Trials that workers may hold at the same time", HelpName = "N" };
    private readonly Option<int?> _priority = new("--priority") { Description = "Workers take trials of sweeps with a larger number first (default 0)", HelpName = "N" };

    /// <summary>The command.</summary>
    public SweepEditCommand(CommandLineHost host)
        : base("edit", "Change budget, concurrency, priority or limit of a sweep, also while it is carried out", host)
    {
        Options.Add(_trials);
        Options.Add(_time);
        Options.Add(_concurrency);
        Options.Add(_limit);
        Options.Add(_priority);
    }

    /// <inheritdoc/>
    protected override async Task<string> ChangeAsync(ITrialStore store, string study, ParseResult parsed, CancellationToken cancellationToken)
    {
        var edit = EditOf(parsed);
        await store.EditAsync(study, edit, cancellationToken).ConfigureAwait(false);

        return "changed; a controller follows within seconds.";
    }

    private StudyEdit EditOf(ParseResult parsed)
    {
        var faults = new FaultCollector();
        var text = parsed.GetValue(_time);
        var edit = new StudyEdit
        {
            Trials = AtLeastOne(parsed, _trials, faults),
            Time = text is null ? null : DurationText.Parse(text),
            Concurrency = AtLeastOne(parsed, _concurrency, faults),
            RunningLimit = AtLeastOne(parsed, _limit, faults),
            Priority = parsed.GetValue(_priority),
        };
        if (text is not null && edit.Time is null)
        {
            faults.Add(new FaultPlace("--time"), $"'{text}' is no duration.", "Write it as 2h, 90m, 1h30m or 45s.");
        }
        else if (edit == StudyEdit.None)
        {
            faults.Add(new FaultPlace("sweep edit"), "Nothing is to be changed.", "Give one of --trials, --time, --concurrency, --limit and --priority.");
        }

        faults.ThrowIfAny();
        return edit;
    }

    private static int? AtLeastOne(ParseResult parsed, Option<int?> option, FaultCollector faults)
    {
        if (parsed.GetValue(option) is not { } number || number >= 1)
        {
            return parsed.GetValue(option);
        }

        faults.Add(new FaultPlace(option.Name), $"It is {number}.", "Give a number of at least 1.");
        return null;
    }
}
