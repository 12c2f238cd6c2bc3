using System.Globalization;
using AutoPeft.Cli.Documents;
using Spectre.Console;

namespace AutoPeft.Cli.Rendering;

/// <summary>Shows a front to people: the table, the plot, the hypervolume.</summary>
internal static class FrontView
{
    private const int PlotHeight = 14;
    private const int PlotWidth = 96;
    private const int MostNamed = 5;

    /// <summary>Prints it.</summary>
    public static void Render(IAnsiConsole console, FrontDocument front)
    {
        if (front.Front.IsEmpty)
        {
            console.WriteLine($"The study '{front.Study}' has no completed trial yet.");
            return;
        }

        console.WriteLine($"Pareto front of '{front.Study}': {front.Front.Length} of {front.Front.Length + front.Others.Length} completed trials");
        console.Write(Table(front));
        if (Overlooked(front) is { Length: > 0 } overlooked)
        {
            console.WriteLine($"more likely than not on the front too, but for chance: trial {overlooked}");
        }

        foreach (var line in Plot(front, Math.Min(console.Profile.Width - 1, PlotWidth)))
        {
            console.WriteLine(line);
        }

        console.WriteLine();
        console.WriteLine($"hypervolume {Figures.Number(front.Hypervolume)} to the reference point {Point(front)}");
    }

    /// <summary>The front as a table; the recommended trial is marked.</summary>
    /// <param name="front">The front.</param>
    /// <param name="wraps">Whether long descriptions go on in the next line; otherwise they are cut.</param>
    public static Table Table(FrontDocument front, bool wraps = true)
    {
        var table = Tables.Plain().WithNumbers("trial");
        foreach (var objective in front.Objectives)
        {
            table.WithNumbers(Header(objective));
        }

        var (asks, repeats) = (front.Front.Any(trial => trial.FrontProbability is not null), front.Front.Any(trial => trial.Seeds > 1));
        if (repeats)
        {
            table.WithNumbers("seeds");
        }

        if (asks)
        {
            table.WithNumbers("on the front");
        }

        table.WithNumbers("time").WithText("what", wraps);
        foreach (var trial in front.Front)
        {
            var isKnee = trial.Number == front.Knee;
            table.Row(
                [
                    $"{(isKnee ? "★ " : string.Empty)}{trial.Number}",
                    .. TrialCells.Objectives(trial, front.Objectives),
                    .. repeats ? [Figures.Number(trial.Seeds ?? 1)] : Array.Empty<string>(),
                    .. asks ? [Percent(trial)] : Array.Empty<string>(),
                    TrialCells.Time(trial),
                    TrialCells.Modules(trial),
                ],
                isKnee ? new Style(decoration: Decoration.Bold) : null);
        }

        return table;
    }

    /// <summary>The plot of a front of two objectives; nothing for other numbers of objectives.</summary>
    /// <param name="front">The front.</param>
    /// <param name="width">Characters to the right.</param>
    public static IReadOnlyList<string> Plot(FrontDocument front, int width)
    {
        if (front.Objectives.Length != 2 || width < 40)
        {
            return [];
        }

        var costFirst = front.Objectives[0].Direction == "minimize" && front.Objectives[1].Direction == "maximize";
        var (x, y) = costFirst ? (front.Objectives[0], front.Objectives[1]) : (front.Objectives[1], front.Objectives[0]);
        PlotSeries Series(char symbol, string name, IEnumerable<TrialDocument> trials) => new(symbol, name,
            [.. trials.Select(trial => (JsonValues.NumberOf(trial.Objectives![x.Name]!), JsonValues.NumberOf(trial.Objectives[y.Name]!)))]);

        return ScatterPlot.Draw(
            [
                Series('★', "knee", front.Front.Where(trial => trial.Number == front.Knee)),
                Series('●', "front", front.Front.Where(trial => trial.Number != front.Knee)),
                Series('·', "other trials", front.Others),
            ],
            width,
            PlotHeight,
            (Header(x), Header(y)));
    }

    private static string Percent(TrialDocument trial) =>
        trial.FrontProbability is { } probability ? string.Create(CultureInfo.InvariantCulture, $"{100 * probability:0} %") : string.Empty;

    /// <summary>Which other trials chance may have kept from the front, the likeliest first; empty when there are none.</summary>
    private static string Overlooked(FrontDocument front)
    {
        var trials = front.Others.Where(trial => trial.FrontProbability >= 0.5).OrderByDescending(trial => trial.FrontProbability).ToArray();
        var named = string.Join(", ", trials.Take(MostNamed).Select(trial => string.Create(CultureInfo.InvariantCulture, $"{trial.Number} ({Percent(trial)})")));

        return trials.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"{named} and {trials.Length - MostNamed} more") : named;
    }

    // Trainable parameters counted in parameters are just parameters.
    private static string Header(ObjectiveDocument objective) => objective.Unit switch
    {
        null => objective.Name.Replace('_', ' '),
        var unit when objective.Name.EndsWith(unit, StringComparison.Ordinal) => unit,
        var unit => $"{objective.Name.Replace('_', ' ')} ({unit})",
    };

    private static string Point(FrontDocument front) => string.Join(
        ", ",
        front.Objectives.Select(objective => $"{objective.Name.Replace('_', ' ')} {TrialCells.Number(front.ReferencePoint![objective.Name])}"));
}
