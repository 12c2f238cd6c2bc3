using System.Collections.Immutable;
using AutoPeft.Search.Studies;

namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>An axis of a picture, linear or logarithmic.</summary>
/// <param name="Name">What it shows, for people.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
/// <param name="Low">The value at 0; positive on a logarithmic axis.</param>
/// <param name="High">The value at 1, above <paramref name="Low"/>.</param>
public sealed record PlotAxis(string Name, bool IsLogarithmic, double Low, double High)
{
    private const double Margin = 0.05;

    /// <summary>What stands at 0, 1, 2, …, where values are words and nothing lies between them; empty for numbers.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Round values, about five of them, with their places in [0, 1] and what to write beside them.</summary>
    public IEnumerable<(double Place, string Text)> Ticks => TickValues().Select(value => (Place(value), TextOf(value)));

    /// <summary>Where a value lies: in [0, 1] when it is on the axis.</summary>
    public double Place(double value) => (Scaled(value) - Scaled(Low)) / (Scaled(High) - Scaled(Low));

    /// <summary>Whether the value can be drawn at all, on the axis or beside it.</summary>
    public bool CanShow(double value) => double.IsFinite(value) && (value > 0 || !IsLogarithmic);

    /// <summary>An axis that shows all of the values with a margin. Values that it cannot show are passed over.</summary>
    internal static PlotAxis Over(string name, bool isLogarithmic, IEnumerable<double> values)
    {
        var scaled = values.Where(value => double.IsFinite(value) && (value > 0 || !isLogarithmic))
            .Select(value => isLogarithmic ? Math.Log10(value) : value).DefaultIfEmpty(0).ToArray();
        var (low, high) = (scaled.Min(), scaled.Max());
        var margin = high > low ? Margin * (high - low) : Math.Max(Math.Abs(low) * Margin, isLogarithmic ? 0.3 : 1e-6);

        return Between(name, isLogarithmic, low - margin, high + margin);
    }

    /// <summary>An axis that shows all of these values of an objective, on its scale.</summary>
    internal static PlotAxis Over(Objective objective, IEnumerable<double> values) =>
        Over(NameOf(objective, objective.Name.Replace('_', ' '), objective.IsLogarithmic), objective.IsLogarithmic, values);

    /// <summary>What stands beside an axis of an objective: its title, which way is better, and whether the axis is logarithmic.</summary>
    internal static string NameOf(Objective objective, string title, bool isLogarithmic) =>
        $"{title} ({(objective.Direction == Direction.Maximize ? "more" : "less")} is better{(isLogarithmic ? ", logarithmic" : "")})";

    /// <summary>An axis of words, with the same margin.</summary>
    internal static PlotAxis OfWords(string name, ImmutableArray<string> words) =>
        new(name, false, -Margin * Math.Max(1, words.Length - 1), (1 + Margin) * Math.Max(1, words.Length - 1)) { Words = words };

    /// <summary>An axis that begins at 0, for counts and times.</summary>
    internal static PlotAxis FromZero(string name, double high) => new(name, false, 0, high > 0 ? high : 1);

    private static PlotAxis Between(string name, bool isLogarithmic, double low, double high) => isLogarithmic
        ? new(name, true, Math.Pow(10, low), Math.Pow(10, high))
        : new(name, false, low, high);

    private string TextOf(double value) => Words.IsEmpty ? Numbers.Tick(value) : Words[(int)value];

    private IEnumerable<double> TickValues()
    {
        if (!Words.IsEmpty)
        {
            return Enumerable.Range(0, Words.Length).Select(word => (double)word);
        }

        // Below one decade the round numbers of a linear axis are the better ticks of a logarithmic one, too.
        if (!IsLogarithmic || Math.Log10(High / Low) < 1)
        {
            return LinearTicks(Low, High);
        }

        var decades = Math.Log10(High / Low);
        double[] steps = decades > 3 ? [1] : decades > 1.7 ? [1, 3] : [1, 2, 5];
        return Enumerable.Range((int)Math.Floor(Math.Log10(Low)), (int)decades + 2)
            .SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
            .Where(value => value >= Low && value <= High);
    }

    private static IEnumerable<double> LinearTicks(double low, double high)
    {
        var rough = (high - low) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        var first = (long)Math.Ceiling(low / step);

        return Enumerable.Range(0, 12).Select(i => (first + i) * step).TakeWhile(value => value <= high);
    }

    private double Scaled(double value) => IsLogarithmic ? Math.Log10(value) : value;
}
