using System.Globalization;
using System.Text;

namespace AutoPeft.Bench.Search.Thinking;

/// <summary>Draws seconds of a suggestion over the number of evaluations, both axes logarithmic: ours solid, peers' dashed.</summary>
internal static class GrowthPlot
{
    private const double Left = 64, Top = 36, Width = 430, Height = 300;
    private const int FirstPower = -5, LastPower = 2; // 10 µs to 100 s
    private static readonly int[] Ticks = [25, 50, 100, 200, 500];
    private static readonly string[] Colors = ["#0b5fa5", "#b3430d", "#22733a", "#7b3fa0", "#5f5f00", "#8c1d40", "#005f6b", "#444444"];

    /// <summary>The plot as an SVG document.</summary>
    /// <param name="times">All of one problem.</param>
    public static string Of(IReadOnlyList<ThinkingTime> times)
    {
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 920 400\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"920\" height=\"400\" fill=\"#fff\"/>\n");
        Text(svg, (Left, 20), $"Processor seconds of a suggestion on {times[0].Problem}, by evaluations known");
        DrawGrid(svg);
        foreach (var (index, line) in times.GroupBy(time => time.Sampler).Index())
        {
            DrawLine(svg, [.. line.OrderBy(time => time.Evaluations)], index);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawGrid(StringBuilder svg)
    {
        foreach (var tick in Ticks)
        {
            Append(svg, $"<path d=\"M{X(tick):0.#} {Top}V{Top + Height}\" stroke=\"#ddd\"/>\n");
            Text(svg, (X(tick) - 8, Top + Height + 16), tick.ToString(CultureInfo.InvariantCulture));
        }

        for (var power = FirstPower; power <= LastPower; power++)
        {
            var seconds = Math.Pow(10, power);
            Append(svg, $"<path d=\"M{Left} {Y(seconds):0.#}H{Left + Width}\" stroke=\"#ddd\"/>\n");
            Text(svg, (8, Y(seconds) + 4), string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#####} s"));
        }
    }

    private static void DrawLine(StringBuilder svg, ThinkingTime[] times, int index)
    {
        var color = Colors[index % Colors.Length];
        var dashes = BenchmarkSamplers.Names.Contains(times[0].Sampler) ? "" : " stroke-dasharray=\"5 4\"";
        var points = string.Join(' ', times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{X(time.Evaluations):0.#},{Y(time.Seconds):0.#}")));
        Append(svg, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"{dashes}/>\n");
        Append(svg, $"<path d=\"M{Left + Width + 16} {Top + 8 + (22 * index)}h28\" stroke=\"{color}\" stroke-width=\"2\"{dashes}/>\n");
        Text(svg, (Left + Width + 52, Top + 12 + (22 * index)), times[0].Sampler);
    }

    private static double X(int evaluations) => Left + (Width * Math.Log((double)evaluations / Ticks[0]) / Math.Log((double)Ticks[^1] / Ticks[0]));

    private static double Y(double seconds) => Top + (Height * (LastPower - Math.Log10(seconds)) / (LastPower - FirstPower));

    private static void Text(StringBuilder svg, (double X, double Y) at, string text) =>
        Append(svg, $"<text x=\"{at.X:0.#}\" y=\"{at.Y:0.#}\">{text}</text>\n");

    private static void Append(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
