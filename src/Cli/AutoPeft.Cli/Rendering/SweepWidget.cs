using Spectre.Console;
using Spectre.Console.Rendering;

namespace AutoPeft.Cli.Rendering;

/// <summary>Draws the state of a sweep for a terminal: bar, time left, trials under way, current front, last events.</summary>
internal static class SweepWidget
{
    private const int FrontRows = 8;
    private const int BarWidth = 20;

    /// <summary>The drawing.</summary>
    public static IRenderable Draw(SweepView view)
    {
        var rows = new List<IRenderable> { Headline(view) };
        if (view.Running.Count > 0)
        {
            rows.Add(new Text($"training {string.Join("   ", view.Running.Select(item => $"trial {item.Trial} {Figures.Percent(item.Fraction)}"))}"));
        }

        if (!view.Front.Front.IsEmpty)
        {
            rows.Add(new Text($"front of {view.Front.Front.Length + view.Front.Others.Length} trials, hypervolume {Figures.Number(view.Front.Hypervolume)}"));
            rows.Add(FrontView.Table(Shortened(view.Front), wraps: false));
        }

        rows.AddRange(view.Events.Select(line => new Text(line, new Style(Color.Grey)) { Overflow = Overflow.Ellipsis, Justification = Justify.Left }));

        return new Rows(rows);
    }

    private static Markup Headline(SweepView view)
    {
        var filled = (int)Math.Round(view.Fraction * BarWidth);
        var total = view.Total is { } known ? $"/{known}" : string.Empty;
        var left = view.Remaining is { } remaining ? $", about {Figures.Duration(remaining)} left" : string.Empty;

        return new Markup(
            $"{Markup.Escape(view.Phase)} {view.Done}{total} [green]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/] "
            + $"{Figures.Percent(view.Fraction)}  {Figures.Duration(view.Elapsed)}{left}");
    }

    // The knee and the ends are what people look for; a long front is thinned evenly between them.
    private static Documents.FrontDocument Shortened(Documents.FrontDocument front)
    {
        if (front.Front.Length <= FrontRows)
        {
            return front;
        }

        var kept = Enumerable.Range(0, FrontRows)
            .Select(row => (int)Math.Round(row * (front.Front.Length - 1.0) / (FrontRows - 1)))
            .ToHashSet();

        return front with { Front = [.. front.Front.Where((trial, index) => kept.Contains(index) || trial.Number == front.Knee)] };
    }
}
