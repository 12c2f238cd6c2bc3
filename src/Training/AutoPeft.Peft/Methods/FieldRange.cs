using System.Globalization;

namespace AutoPeft.Peft.Methods;

/// <summary>The numbers a setting may hold.</summary>
/// <param name="Minimum">The lower end.</param>
/// <param name="Maximum">The upper end; infinite when there is none.</param>
/// <param name="MinimumExcluded">Whether the lower end itself is out.</param>
/// <param name="MaximumExcluded">Whether the upper end itself is out.</param>
public sealed record FieldRange(
    double Minimum,
    double Maximum = double.PositiveInfinity,
    bool MinimumExcluded = false,
    bool MaximumExcluded = false)
{
    /// <summary>Whether the number is in the range.</summary>
    public bool Contains(double number) =>
        double.IsFinite(number)
        && (MinimumExcluded ? number > Minimum : number >= Minimum)
        && (MaximumExcluded ? number < Maximum : number <= Maximum);

    /// <summary>The range in words that follow "must be".</summary>
    public override string ToString()
    {
        var lower = $"{(MinimumExcluded ? "greater than" : "at least")} {Text(Minimum)}";

        return double.IsInfinity(Maximum)
            ? lower
            : $"{lower} and {(MaximumExcluded ? "less than" : "at most")} {Text(Maximum)}";
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
