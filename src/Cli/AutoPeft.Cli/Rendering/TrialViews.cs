using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows trials to people.</summary>
internal static class TrialViews
{
    /// <summary>Prints a list of trials.</summary>
    public static void List(IAnsiConsole console, TrialListDocument list)
    {
        var table = Tables.Plain().WithNumbers("trial").WithText("state");
        foreach (var objective in list.Objectives)
        {
            table.WithNumbers(objective.Name.Replace('_', ' '));
        }

        table.WithNumbers("time").WithText("what");
        foreach (var trial in list.Trials)
        {
            table.Row(
            [
                Figures.Count(trial.Number), trial.State, .. TrialCells.Objectives(trial, list.Objectives), TrialCells.Time(trial),
                trial.Reason is null ? TrialCells.Modules(trial) : $"{TrialCells.Modules(trial)}: {TrialCells.FirstLine(trial.Reason)}",
            ]);
        }

        console.Write(table);
    }

    /// <summary>Prints a trial with all that is known of it.</summary>
    public static void Show(IAnsiConsole console, TrialShowDocument document)
    {
        var trial = document.Trial;
        console.WriteLine($"trial {trial.Number} of '{document.Study}': {trial.State}{(trial.Reason is null ? string.Empty : $", {trial.Reason}")}");
        Values(console, "configuration", trial.Configuration.Select(entry => (entry.Key, entry.Value!.ToString())));
        Values(console, "objectives", (trial.Objectives ?? []).Select(entry => (entry.Key, TrialCells.Number(entry.Value))));
        Values(console, "metrics", (trial.Metrics ?? []).Select(entry => (entry.Key, TrialCells.Number(entry.Value))));
        Values(console, "measured", document.Measurements.Select(item => (
            $"step {item.Step}", string.Join(", ", item.Metrics.Select(entry => $"{entry.Key} {TrialCells.Number(entry.Value)}")))));
        Values(console, "attempts", document.Attempts.Select(attempt => (
            $"{attempt.Number}", $"{attempt.Worker}: {attempt.End ?? "goes on"}{(attempt.Reason is null ? string.Empty : $", {attempt.Reason}")}")));
        Values(console, "warnings", document.Warnings.Select(warning => ("–", warning)));
        console.WriteLine($"seed {document.Seed}, {TrialCells.Time(trial)}");
    }

    private static void Values(IAnsiConsole console, string title, IEnumerable<(string Name, string Value)> values)
    {
        var lines = values.ToList();
        if (lines.Count == 0)
        {
            return;
        }

        console.WriteLine(title);
        foreach (var (name, value) in lines)
        {
            console.WriteLine($"  {name.PadRight(lines.Max(line => line.Name.Length))}  {value}");
        }
    }
}
