namespace AutoPeft.Dashboard.Model.Plots;

/// <summary>The part of a picture that is looked at, in the values of its axes.</summary>
/// <param name="Left">The least value across.</param>
/// <param name="Right">The largest value across.</param>
/// <param name="Bottom">The least value upwards.</param>
/// <param name="Top">The largest value upwards.</param>
public sealed record PlotWindow(double Left, double Right, double Bottom, double Top)
{
    /// <summary>The window of an address: four numbers joined by commas; null for anything else.</summary>
    internal static PlotWindow? Parse(string? text)
    {
        var numbers = (text ?? string.Empty).Split(',')
            .Select(part => double.TryParse(part, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();

        return numbers is [var left, var right, var bottom, var top] && left < right && bottom < top && numbers.All(double.IsFinite)
            ? new(left, right, bottom, top)
            : null;
    }
}
