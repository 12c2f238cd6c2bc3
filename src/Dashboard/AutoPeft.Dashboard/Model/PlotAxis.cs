using AutoPeft.Search.Studies;

namespace AutoPeft.Dashboard.Model;

/// <summary>An axis of a picture, linear or logarithmic as the objective is.</summary>
/// <param name="Name">The objective's name.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
/// <param name="Low">The value at 0.</param>
/// <param name="High">The value at 1, above <paramref name="Low"/>.</param>
public sealed record PlotAxis(string Name, bool IsLogarithmic, double Low, double High)
{
    /// <summary>Five values at even distances, with their places in [0, 1].</summary>
    public IEnumerable<(double Place, double Value)> Ticks =>
        Enumerable.Range(0, 5).Select(i => (i / 4.0, ValueAt(i / 4.0)));

    /// <summary>Where a value lies, in [0, 1].</summary>
    public double Place(double value) => (Scaled(value) - Scaled(Low)) / (Scaled(High) - Scaled(Low));

    /// <summary>An axis that shows all of the values with a margin.</summary>
    internal static PlotAxis Of(Objective objective, IEnumerable<double> values)
    {
        var scaled = values.Select(value => objective.IsLogarithmic ? Math.Log10(value) : value).ToArray();
        var margin = Math.Max(0.05 * (scaled.Max() - scaled.Min()), 1e-3);
        var (low, high) = (scaled.Min() - margin, scaled.Max() + margin);

        return objective.IsLogarithmic
            ? new(objective.Name, true, Math.Pow(10, low), Math.Pow(10, high))
            : new(objective.Name, false, low, high);
    }

    private double ValueAt(double place)
    {
        var scaled = Scaled(Low) + (place * (Scaled(High) - Scaled(Low)));

        return IsLogarithmic ? Math.Pow(10, scaled) : scaled;
    }

    private double Scaled(double value) => IsLogarithmic ? Math.Log10(value) : value;
}
