using System.Collections.Immutable;
using System.Globalization;
using AutoPeft.Search.Stopping;
using AutoPeft.Search.Studies;
using AutoPeft.Trials.Control;
using AutoPeft.Trials.Lifecycle;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>The lines that tell how a study went.</summary>
internal static class StudyPlots
{
    /// <summary>The hypervolume after each completed trial; null before the second.</summary>
    public static LinePlot? Hypervolume(StudyView view)
    {
        var history = view.HypervolumeHistory;
        var plot = LinePlot.Of("completed trials", "hypervolume", [Line("hypervolume", 0, history)]);
        if (plot is null)
        {
            return null;
        }

        var last = Enumerable.Range(1, history.Length - 1).LastOrDefault(i => history[i] > history[i - 1]);
        var since = history.Length - 1 - last;

        var grown = since == 0 ? "The last trial improved the front."
            : string.Create(CultureInfo.InvariantCulture, $"The front last grew {since} completed {(since == 1 ? "trial" : "trials")} ago.");
        return plot with { Note = view.Budget.Plateau is { } plateau ? $"{grown} {Rule(view, plateau)}" : grown };
    }

    // Counted once a view: with very many trials it takes longer than drawing.
    private static string Rule(StudyView view, HypervolumePlateau plateau)
    {
        var gain = view.Picture(plateau, () => PlateauGain.Of(view.Study, plateau));
        var now = gain is { } share
            ? string.Create(CultureInfo.InvariantCulture, $"they enlarged it by {share * 100:0.###} %.")
            : string.Create(CultureInfo.InvariantCulture, $"that is looked at once {2 * plateau.Window} have ended ({PlateauGain.Counted(view.Study)} until now).");

        return string.Create(
            CultureInfo.InvariantCulture, $"The study ends when the last {plateau.Window} trials enlarge it by less than {plateau.Gain * 100:0.###} %; {now}");
    }

    /// <summary>What each completed trial measured for an objective, and the best so far.</summary>
    public static LinePlot? BestSoFar(StudyView view, int objective)
    {
        var header = view.Study.Header.Objectives[objective];
        var values = view.Finished.Where(trial => trial.Values is not null && trial.Origin.IsSearch())
            .Select(trial => trial.Values!.Value[objective]).Where(double.IsFinite).ToArray();
        var best = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            best[i] = i == 0 ? values[0] : header.Direction == Direction.Maximize ? Math.Max(best[i - 1], values[i]) : Math.Min(best[i - 1], values[i]);
        }

        return LinePlot.Of("completed trials", header.Name.Replace('_', ' '), [Line("each trial", 0, values) with { Class = "dots" }, Line("best so far", 0, best)]);
    }

    /// <summary>How many trials were done when, up to the limit of the budget; null before the second.</summary>
    public static LinePlot? Budget(StudyView view)
    {
        var finished = view.Finished.Where(trial => trial.Origin.IsSearch()).ToArray();
        if (finished.Length < 2)
        {
            return null;
        }

        var start = view.Study.Created;
        var done = finished.Select((trial, i) => ((trial.Finished!.Value - start).TotalMinutes, i + 1.0)).ToImmutableArray();
        var lines = new List<PlotSeries> { new("trials done", "line0", done) { IsStair = true } };
        if (view.Budget.Trials is { } limit)
        {
            lines.Add(new("budget", "limit", [(done[0].TotalMinutes, limit), (done[^1].TotalMinutes, limit)]));
        }

        return LinePlot.Of("minutes since the start", "trials", lines);
    }

    /// <summary>What was measured while a trial was trained, one picture a metric, one line an attempt.</summary>
    public static IEnumerable<LinePlot> Curves(Trial trial) => trial.Measurements
        .Where(measurement => double.IsFinite(measurement.Value))
        .GroupBy(measurement => measurement.Metric, StringComparer.Ordinal)
        .Select(metric => LinePlot.Of("training step", metric.Key.Replace('_', ' '), metric.GroupBy(measurement => measurement.Attempt)
            .Select(attempt => new PlotSeries(
                $"attempt {attempt.Key}",
                $"line{(attempt.Key - 1) % 6}",
                [.. attempt.OrderBy(measurement => measurement.Step).Select(measurement => ((double)measurement.Step, measurement.Value))]))))
        .OfType<LinePlot>();

    private static PlotSeries Line(string title, int colour, IEnumerable<double> values) =>
        new(title, $"line{colour}", [.. values.Select((value, i) => (i + 1.0, value))]) { IsStair = true };
}
