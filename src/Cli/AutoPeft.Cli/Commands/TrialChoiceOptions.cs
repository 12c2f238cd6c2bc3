using System.CommandLine;
using AutoPeft.Cli.Hosting;
using AutoPeft.Trials.Analysis;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Cli.Commands;

/// <summary>The options by which a user says which trial is meant: <c>--trial</c>, <c>--knee</c>, <c>--best</c> and <c>--where</c>.</summary>
internal sealed class TrialChoiceOptions
{
    private readonly Option<int?> _trial = new("--trial") { Description = "The trial of this number", HelpName = "N" };
    private readonly Option<bool> _knee = new("--knee") { Description = "The knee of the front (default)" };
    private readonly Option<string?> _best = new("--best") { Description = "The trial that is best in a metric", HelpName = "METRIC" };
    private readonly Option<string[]> _where = new("--where")
    {
        Description = "Only trials that keep a limit, e.g. \"trainable_fraction <= 0.5%\"; may be given more than once",
        HelpName = "LIMIT",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_trial);
        command.Options.Add(_knee);
        command.Options.Add(_best);
        command.Options.Add(_where);
        command.Validators.Add(result =>
        {
            var ways = (result.GetResult(_trial) is not null ? 1 : 0) + (result.GetValue(_knee) ? 1 : 0) + (result.GetResult(_best) is not null ? 1 : 0);
            if (ways > 1)
            {
                result.AddError("Give one of --trial, --knee and --best.");
            }
        });
    }

    /// <summary>The trial that was asked for, with the reasons for it.</summary>
    /// <exception cref="CommandFailure">There is none: <see cref="ExitCode.NotFound"/>.</exception>
    public TrialChoice Choose(StudyRecord record, ParseResult parsed)
    {
        var limits = parsed.GetValue(_where) ?? [];
        var chooser = new TrialChooser(record, [.. limits.Select(limit => TrialCondition.Parse(limit, "--where"))]);
        if (parsed.GetValue(_trial) is { } number)
        {
            return chooser.Given(StudyLookup.Trial(record, number).Number);
        }

        return (parsed.GetValue(_best) is { } metric ? chooser.Best(metric) : chooser.Knee()) ?? throw new CommandFailure(
            ExitCode.NotFound,
            limits.Length == 0
                ? $"The study '{record.Header.Name}' has no completed trial."
                : $"No completed trial of the study '{record.Header.Name}' keeps {string.Join(" and ", limits)}.",
            limits.Length == 0 ? "Continue it, or name a trial with --trial." : "Loosen the limit; 'autopeft front' shows what there is.");
    }
}
