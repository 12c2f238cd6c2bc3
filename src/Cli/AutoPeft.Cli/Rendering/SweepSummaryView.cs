using System.Collections.Immutable;
using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows people how a sweep ended: front and baselines on held-out rows, plot, hypervolume, recommendation, export.</summary>
internal static class SweepSummaryView
{
    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, SweepDocument sweep)
    {
        var completed = sweep.Trials.Count(trial => trial.Objectives is not null);
        console.WriteLine($"{sweep.Study}: {completed} of {sweep.Trials.Length} trials completed in {Figures.Duration(TimeSpan.FromSeconds(sweep.ActiveSeconds))}");
        if (sweep.Front.IsEmpty)
        {
            console.WriteLine("No trial was completed; 'autopeft trial list' shows why.");
            return;
        }

        console.Write(Table(sweep));
        foreach (var line in FrontView.Plot(FrontOf(sweep), Math.Min(console.Profile.Width - 1, 96)))
        {
            console.WriteLine(line);
        }

        console.WriteLine();
        var reference = sweep.Objectives.Select(objective => $"{objective.Name.Replace('_', ' ')} {TrialCells.Number(sweep.ReferencePoint![objective.Name])}");
        console.WriteLine($"hypervolume  {Figures.Number(sweep.Hypervolume)} to the reference point {string.Join(", ", reference)}");
        Recommendation(console, sweep);
    }

    private static void Recommendation(IAnsiConsole console, SweepDocument sweep)
    {
        if (sweep.Knee is not { } knee || sweep.Export is not { } export)
        {
            return;
        }

        console.WriteLine($"knee ★       {knee.Name}: {ConfigurationText.Of(knee.Configuration!)}");
        if (export.Note is not null)
        {
            console.WriteLine($"             {export.Note}");
        }

        console.WriteLine($"export       trial {export.Trial} to {export.Format} ({export.Verdict}): {export.Path}");
        console.WriteLine(sweep.Verified == true
            ? "verified     read back from disk, it measures the same to the last digit"
            : "NOT VERIFIED read back from disk, it does not measure the same");
    }

    private static Table Table(SweepDocument sweep)
    {
        var measured = sweep.Objectives[0].Name;
        var table = Tables.Plain().WithText(measured.Replace('_', ' '), wraps: false).WithNumbers("validation").WithNumbers("test")
            .WithNumbers("parameters").WithNumbers("share").WithNumbers("time").WithText("what");
        foreach (var trial in sweep.Front)
        {
            var isKnee = trial.Trial == sweep.Knee?.Trial;
            table.Row(Cells(trial, measured, (isKnee ? "★ " : "") + trial.Name), isKnee ? new Style(decoration: Decoration.Bold) : null);
        }

        foreach (var baseline in sweep.Baselines)
        {
            table.Row(Cells(baseline, measured, baseline.Name), new Style(decoration: Decoration.Dim));
        }

        return table;
    }

    private static IEnumerable<string> Cells(EvaluatedTrialDocument trial, string measured, string name) =>
    [
        name,
        TrialCells.Number(trial.Objectives?[measured]),
        TrialCells.Number(trial.Test?[measured]),
        Figures.Count(trial.TrainableParameters),
        Figures.Share(trial.TrainableFraction),
        trial.Seconds is { } seconds ? Figures.Duration(TimeSpan.FromSeconds(seconds)) : "–",
        trial.Configuration is { } configuration ? ConfigurationText.Of(configuration) : string.Empty,
    ];

    private static FrontDocument FrontOf(SweepDocument sweep)
    {
        var front = sweep.Front.Select(trial => trial.Trial).ToHashSet();
        ImmutableArray<TrialDocument> Where(bool isOn) =>
            [.. sweep.Trials.Where(trial => trial.Objectives is not null && front.Contains(trial.Number) == isOn)];

        return new(sweep.Study, sweep.Objectives, Where(true), Where(false), sweep.Hypervolume, sweep.ReferencePoint, sweep.Knee?.Trial);
    }
}
