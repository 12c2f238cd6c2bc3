using System.Globalization;

namespace AutoPeft.Cli.Rendering;

/// <summary>How numbers are shown to people: few digits, always with their unit.</summary>
internal static class Figures
{
    /// <summary><c>512 B</c>, <c>1.2 MB</c>, <c>23.5 GB</c>; powers of 1000.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => Invariant($"{bytes} B"),
        < 1_000_000 => Invariant($"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => Invariant($"{bytes / 1e6:0.#} MB"),
        _ => Invariant($"{bytes / 1e9:0.#} GB"),
    };

    /// <summary>A count with separators: <c>1,234,567</c>.</summary>
    public static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A count with its word: <c>1 trial</c>, <c>1,234 trials</c>.</summary>
    public static string Count(int count, string word) => $"{Count(count)} {word}{(count == 1 ? string.Empty : "s")}";

    /// <summary>A share in [0, 1] as per cent with three digits that count: <c>82.4 %</c>, <c>0.47 %</c>, <c>0.0123 %</c>.</summary>
    public static string Share(double share) => Math.Abs(share * 100) switch
    {
        0 => "0 %",
        < 0.1 => Invariant($"{share * 100:0.0000} %"),
        < 10 => Invariant($"{share * 100:0.00} %"),
        _ => Invariant($"{share * 100:0.0} %"),
    };

    /// <summary>A part in [0, 1] as whole per cent, for progress.</summary>
    public static string Percent(double part) => Invariant($"{Math.Floor(part * 100):0} %");

    /// <summary>A duration in two units: <c>0.4 s</c>, <c>12 s</c>, <c>3 min 05 s</c>, <c>2 h 10 min</c>.</summary>
    public static string Duration(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 9.95 => Invariant($"{duration.TotalSeconds:0.0} s"),
        < 59.5 => Invariant($"{duration.TotalSeconds:0} s"),
        < 3599.5 => Invariant($"{(int)Math.Round(duration.TotalSeconds) / 60} min {(int)Math.Round(duration.TotalSeconds) % 60:00} s"),
        _ => Invariant($"{(int)duration.TotalHours} h {duration.Minutes:00} min"),
    };

    /// <summary>A measured or computed number: whole numbers with separators, others with four decimals or four digits that count.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        _ when !double.IsFinite(value) => value.ToString(CultureInfo.InvariantCulture),
        >= 1000 => Count(value),
        _ when value == Math.Truncate(value) => Count(value),
        >= 0.01 => Invariant($"{value:0.0000}"),
        _ => value.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>A moment in UTC, to the minute.</summary>
    public static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
