using System.CommandLine;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Binding;
using AutoPeft.Trials.BlackBox;

namespace AutoPeft.Cli.Commands;

/// <summary>The options that take the place of what the file of a black-box study says.</summary>
/// <param name="named">Whether the study's name is among them.</param>
internal sealed class BlackBoxOptions(bool named = true)
{
    private readonly Option<string?> _study = new("--study") { Description = "The study's name (default: the file's 'name', or the file's own name)", HelpName = "NAME" };
    private readonly Option<string[]> _minimize = Objective("--minimize", "smaller");
    private readonly Option<string[]> _maximize = Objective("--maximize", "larger");
    private readonly Option<string?> _sampler = new("--sampler") { Description = $"What proposes the trials: {string.Join(", ", SamplerNames.All)} (default {SamplerNames.Default})", HelpName = "NAME" };
    private readonly Option<int?> _trials = new("--trials") { Description = "After how many trials to end (default 100)", HelpName = "N" };
    private readonly Option<string?> _time = new("--time") { Description = "After how much time to end, e.g. 2h or 90s", HelpName = "TIME" };
    private readonly Option<string?> _timeLimit = new("--time-limit") { Description = "How long one evaluation may take, e.g. 30s (default: no limit)", HelpName = "TIME" };
    private readonly Option<long?> _seed = new("--seed") { Description = "Where all random choices come from (default 0)", HelpName = "N" };
    private readonly Option<int?> _concurrency = new("--concurrency") { Description = "How many evaluations go on at the same time (default 1)", HelpName = "N" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_study, _minimize, _maximize, _sampler, _trials, _time, _timeLimit, _seed, _concurrency];
        foreach (var option in all.Skip(named ? 0 : 1))
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The settings of a command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">The program and its arguments; empty leaves it to the file.</param>
    public BlackBoxSettings SettingsOf(ParseResult parsed, IReadOnlyList<string> program) => new()
    {
        Name = parsed.GetValue(_study),
        Objectives =
        [
            .. (parsed.GetValue(_minimize) ?? []).Select(name => new Objective(name, Direction.Minimize)),
            .. (parsed.GetValue(_maximize) ?? []).Select(name => new Objective(name, Direction.Maximize)),
        ],
        Command = [.. program],
        Folder = program.Count > 0 ? Environment.CurrentDirectory : null,
        Sampler = parsed.GetValue(_sampler),
        Trials = parsed.GetValue(_trials),
        Time = parsed.GetValue(_time),
        TimeLimit = parsed.GetValue(_timeLimit),
        Seed = parsed.GetValue(_seed),
        Concurrency = parsed.GetValue(_concurrency),
    };

    private static Option<string[]> Objective(string name, string better) => new(name)
    {
        Description = $"An objective of which {better} values are better; may be repeated (default: 'objectives' of the file)",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = false,
    };
}
