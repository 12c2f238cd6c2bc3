using System.Globalization;

namespace AutoPeft.Cli.Rendering;

/// <summary>Maps values to the cells of a text plot and chooses the values that are labelled.</summary>
/// <param name="low">The value of the first cell.</param>
/// <param name="high">The value of the last cell; larger than <paramref name="low"/>.</param>
/// <param name="cells">How many cells there are. At least 2.</param>
/// <param name="isLogarithmic">Whether equal ratios are equally far apart; then both ends are positive.</param>
internal sealed class PlotAxis(double low, double high, int cells, bool isLogarithmic)
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>An axis that shows all these values with a little air.</summary>
    public static PlotAxis Over(IReadOnlyCollection<double> values, int cells, bool isLogarithmic)
    {
        var low = values.Count > 0 ? values.Min() : 1;
        var high = values.Count > 0 ? values.Max() : 1;
        if (isLogarithmic)
        {
            return new(low / 1.2, high * 1.2, cells, isLogarithmic: true);
        }

        var air = high > low ? (high - low) * 0.05 : Math.Max(Math.Abs(high) * 0.05, 1e-3);
        return new(low - air, high + air, cells, isLogarithmic: false);
    }

    /// <summary>The cell of a value, in [0, cells − 1].</summary>
    public int CellOf(double value)
    {
        var place = isLogarithmic ? Math.Log(value / low) / Math.Log(high / low) : (value - low) / (high - low);

        return Math.Clamp((int)Math.Round(place * (cells - 1)), 0, cells - 1);
    }

    /// <summary>Round values inside the axis, at most <paramref name="count"/> on a linear one, in increasing order.</summary>
    public IReadOnlyList<double> Ticks(int count) => isLogarithmic ? Decades() : Even(count);

    /// <summary>A value as a short label: <c>0.82</c>, <c>500</c>, <c>20k</c>, <c>1.5M</c>.</summary>
    public static string Label(double value) => Math.Abs(value) switch
    {
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e3 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private List<double> Decades()
    {
        double[] factors = Math.Log10(high / low) < 2 ? [1, 2, 5] : [1];
        var ticks = new List<double>();
        for (var decade = Math.Pow(10, Math.Floor(Math.Log10(low))); decade <= high; decade *= 10)
        {
            ticks.AddRange(factors.Select(factor => factor * decade).Where(tick => tick >= low && tick <= high));
        }

        return ticks;
    }

    private List<double> Even(int count)
    {
        var rough = (high - low) / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = Steps.First(factor => (factor * power) >= rough * (1 - 1e-9)) * power;
        var first = (long)Math.Ceiling((low / step) - 1e-9);
        var ticks = new List<double>();
        for (var i = first; i * step <= high + (step * 1e-9); i++)
        {
            ticks.Add(i * step);
        }

        return ticks;
    }
}
