using System.Globalization;

namespace AutoPeft.Dashboard.Model;

/// <summary>Writes numbers for people.</summary>
internal static class Numbers
{
    /// <summary>Four significant digits; whole numbers with thousands separators.</summary>
    public static string Short(double value) => value == Math.Round(value) && Math.Abs(value) < 1e15
        ? value.ToString("N0", CultureInfo.InvariantCulture)
        : value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A place in a picture, to a tenth of a unit.</summary>
    public static string Place(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>What stands beside a tick: 1.5k, 20M.</summary>
    public static string Tick(double value) => Math.Abs(value) switch
    {
        >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + "G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.#####", CultureInfo.InvariantCulture),
    };

    /// <summary>Hours, minutes and seconds.</summary>
    public static string Duration(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>A share as per cent.</summary>
    public static string Percent(double share) => share.ToString("0.#%", CultureInfo.InvariantCulture);
}
