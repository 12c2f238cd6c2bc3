namespace AutoPeft.Cli.Rendering;

/// <summary>Draws points as text: a logarithmic axis to the right, a linear one upwards.</summary>
/// <remarks>A value of 0 has no logarithm; such points stand in a column of their own at the left, labelled 0.</remarks>
internal sealed class ScatterPlot
{
    private const int LabelWidth = 8;
    private const int ZeroWidth = 4;

    private readonly IReadOnlyList<PlotSeries> _series;
    private readonly PlotAxis _x;
    private readonly PlotAxis _y;
    private readonly int _zero;
    private readonly char[][] _cells;

    private ScatterPlot(IReadOnlyList<PlotSeries> series, int width, int height)
    {
        _series = series;
        var points = series.SelectMany(item => item.Points).ToList();
        _zero = points.Exists(point => point.X <= 0) ? ZeroWidth : 0;
        _x = PlotAxis.Over([.. points.Where(point => point.X > 0).Select(point => point.X)], width - LabelWidth - _zero, isLogarithmic: true);
        _y = PlotAxis.Over([.. points.Select(point => point.Y)], height, isLogarithmic: false);
        _cells = [.. Enumerable.Range(0, height).Select(_ => new string(' ', width - LabelWidth).ToCharArray())];
    }

    /// <summary>The lines of the plot, of at most <paramref name="width"/> characters each.</summary>
    /// <param name="series">The points; those of earlier series hide those of later ones.</param>
    /// <param name="width">Characters to the right, labels included; at least 30.</param>
    /// <param name="height">Lines of the plot area; at least 4.</param>
    /// <param name="titles">What is drawn to the right and upwards.</param>
    public static IReadOnlyList<string> Draw(
        IReadOnlyList<PlotSeries> series, int width, int height, (string X, string Y) titles)
    {
        var plot = new ScatterPlot(series, width, height);
        plot.Fill();

        return
        [
            $"{titles.Y} ↑", .. plot.Rows(), plot.Floor(), plot.TickLabels(),
            $"{titles.X} →".PadLeft(width), .. plot.Legend(width),
        ];
    }

    private void Fill()
    {
        foreach (var item in _series.Reverse())
        {
            foreach (var (x, y) in item.Points)
            {
                _cells[^(1 + _y.CellOf(y))][Column(x)] = item.Symbol;
            }
        }
    }

    private int Column(double x) => x > 0 ? _zero + _x.CellOf(x) : 1;

    private IEnumerable<string> Rows()
    {
        var labels = _y.Ticks(Math.Max(2, _cells.Length / 3)).ToLookup(_y.CellOf, PlotAxis.Label);
        for (var row = 0; row < _cells.Length; row++)
        {
            var label = labels[_cells.Length - 1 - row].FirstOrDefault();
            yield return $"{label,LabelWidth - 2} {(label is null ? '│' : '┤')}{new string(_cells[row])}".TrimEnd();
        }
    }

    private string Floor()
    {
        var line = new string('─', _cells[0].Length).ToCharArray();
        foreach (var tick in _x.Ticks(0))
        {
            line[Column(tick)] = '┬';
        }

        if (_zero > 0)
        {
            line[1] = '┬';
            line[_zero - 1] = '/';
        }

        return $"{new string(' ', LabelWidth - 1)}└{new string(line)}";
    }

    private string TickLabels()
    {
        var line = new string(' ', _cells[0].Length).ToCharArray();
        if (_zero > 0)
        {
            line[1] = '0';
        }

        var free = 0;
        foreach (var tick in _x.Ticks(0))
        {
            var label = PlotAxis.Label(tick);
            var start = Math.Max(0, Column(tick) - (label.Length / 2));
            if (start >= free && start + label.Length <= line.Length)
            {
                label.CopyTo(0, line, start, label.Length);
                free = start + label.Length + 1;
            }
        }

        return $"{new string(' ', LabelWidth)}{new string(line)}".TrimEnd();
    }

    private IEnumerable<string> Legend(int width)
    {
        var line = string.Empty;
        foreach (var entry in _series.Where(item => item.Points.Count > 0).Select(item => $"{item.Symbol} {item.Name}"))
        {
            if (line.Length > 0 && LabelWidth + line.Length + 3 + entry.Length > width)
            {
                yield return new string(' ', LabelWidth) + line;
                line = string.Empty;
            }

            line += line.Length > 0 ? $"   {entry}" : entry;
        }

        yield return new string(' ', LabelWidth) + line;
    }
}
