using System.Globalization;
using System.Text;

namespace AutoPeft.Bench.Search.Transfer;

/// <summary>Draws the share of the ideal hypervolume over the number of trials, with bars of one standard error: from nothing dashed.</summary>
internal static class TransferPlot
{
    private const double Left = 64, Top = 36, Width = 430, Height = 300;
    private static readonly string[] Colors = ["#444444", "#0b5fa5", "#22733a", "#b3430d", "#7b3fa0", "#5f5f00"];

    /// <summary>The plot as an SVG document.</summary>
    /// <param name="results">All studies.</param>
    public static string Of(IReadOnlyList<TransferResult> results)
    {
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 400\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"720\" height=\"400\" fill=\"#fff\"/>\n");
        Text(svg, (Left, 20), "Share of the ideal hypervolume, by trials, after earlier studies");
        var (low, last) = (Math.Floor(10 * results.Min(result => result.Hypervolume.Values.Min())) / 10, results[0].Hypervolume.Keys.Max());
        (double X, double Y) Place(int count, double share) => (Left + (Width * count / last), Top + (Height * (1 - share) / (1 - low)));

        foreach (var count in results[0].Hypervolume.Keys)
        {
            Append(svg, $"<path d=\"M{Place(count, 0).X:0.#} {Top}V{Top + Height}\" stroke=\"#ddd\"/>\n");
            Text(svg, (Place(count, 0).X - 8, Top + Height + 16), $"{count}");
        }

        for (var tenth = (int)Math.Round(10 * low); tenth <= 10; tenth++)
        {
            Append(svg, $"<path d=\"M{Left} {Place(0, tenth / 10.0).Y:0.#}H{Left + Width}\" stroke=\"#ddd\"/>\n");
            Text(svg, (32, Place(0, tenth / 10.0).Y + 4), string.Create(CultureInfo.InvariantCulture, $"{tenth / 10.0:0.0}"));
        }

        foreach (var (index, kind) in results.GroupBy(result => result.Earlier).Index())
        {
            Draw(svg, [.. kind], index, Place);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, TransferResult[] kind, int index, Func<int, double, (double X, double Y)> place)
    {
        var color = Colors[index % Colors.Length];
        var dashes = kind[0].Earlier == TransferReport.Nothing ? " stroke-dasharray=\"5 4\"" : "";
        var figures = kind[0].Hypervolume.Keys.Select(count => (count, Figure: PeerFigure.Of([.. kind.Select(result => result.Hypervolume[count])]))).ToArray();
        Append(svg, $"<polyline points=\"{string.Join(' ', figures.Select(entry => Point(place(entry.count, entry.Figure.Mean))))}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"{dashes}/>\n");
        foreach (var (count, figure) in figures)
        {
            Append(svg, $"<path d=\"M{Point(place(count, figure.Mean - figure.Error))}L{Point(place(count, figure.Mean + figure.Error))}\" stroke=\"{color}\"/>\n");
        }

        Append(svg, $"<path d=\"M{Left + Width + 16} {Top + 8 + (22 * index)}h28\" stroke=\"{color}\" stroke-width=\"2\"{dashes}/>\n");
        Text(svg, (Left + Width + 52, Top + 12 + (22 * index)), kind[0].Earlier);
    }

    private static string Point((double X, double Y) at) => string.Create(CultureInfo.InvariantCulture, $"{at.X:0.#},{at.Y:0.#}");

    private static void Text(StringBuilder svg, (double X, double Y) at, string text) =>
        Append(svg, $"<text x=\"{at.X:0.#}\" y=\"{at.Y:0.#}\">{text}</text>\n");

    private static void Append(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
