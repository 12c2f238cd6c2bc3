using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people how an optimisation ended: what became of the trials, the front, the plot.</summary>
internal static class OptimizeView
{
    private const int MostReasons = 5;

    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, OptimizeDocument document)
    {
        var states = string.Join(", ", document.States.Select(state => $"{state.Value} {state.Key}"));
        console.WriteLine($"{document.Study}: {states} in {Figures.Duration(TimeSpan.FromSeconds(document.ActiveSeconds))}. {document.Reason}");
        var reasons = document.Trials.Where(trial => trial is { Reason: not null, State: not "pruned" })
            .GroupBy(trial => TrialCells.FirstLine(trial.Reason!), StringComparer.Ordinal)
            .OrderByDescending(same => same.Count())
            .ToArray();
        foreach (var same in reasons.Take(MostReasons))
        {
            console.WriteLine($"  {same.Count()} × {same.Key} (trial {string.Join(", ", same.Take(3).Select(trial => trial.Number))}{(same.Count() > 3 ? ", …" : string.Empty)})");
        }

        if (reasons.Length > MostReasons)
        {
            console.WriteLine($"  and {reasons.Length - MostReasons} further reasons; 'autopeft trial list {document.Study}' shows all");
        }

        FrontView.Render(console, FrontOf(document));
    }

    private static FrontDocument FrontOf(OptimizeDocument document)
    {
        var front = document.Front.Select(trial => trial.Number).ToHashSet();

        return new(
            document.Study,
            document.Objectives,
            document.Front,
            [.. document.Trials.Where(trial => trial.Objectives is not null && !front.Contains(trial.Number))],
            document.Hypervolume,
            document.ReferencePoint,
            document.Knee);
    }
}
