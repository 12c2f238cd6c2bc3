using System.Globalization;
using AutoPeft.Search.Space;

namespace AutoPeft.Dashboard.Model;

/// <summary>Writes numbers for people.</summary>
internal static class Numbers
{
    /// <summary>Four significant digits; whole numbers with thousands separators.</summary>
    public static string Short(double value) => value == Math.Round(value) && Math.Abs(value) < 1e15
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>Hours, minutes and seconds.</summary>
    public static string Duration(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>A configuration in one line, without what is switched off.</summary>
    public static string Summary(Configuration configuration) =>
        string.Join(", ", configuration.Entries
            .Select(entry => (entry.Key, Text: entry.Value.ToString()))
            .Where(entry => entry.Text is not ("0" or "false"))
            .Select(entry => entry.Text == "true" ? entry.Key : $"{entry.Key} {entry.Text}"));
}
