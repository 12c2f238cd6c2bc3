using System.Globalization;
using System.Text.RegularExpressions;

namespace AutoPeft.Trials.Binding;

/// <summary>Durations as people write them: <c>2h</c>, <c>90m</c>, <c>1h30m</c>, <c>45s</c>.</summary>
public static partial class DurationText
{
    /// <summary>The duration, longer than zero; null when the text is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var seconds = (86_400 * Part(match, "days")) + (3600 * Part(match, "hours")) + (60 * Part(match, "minutes")) + Part(match, "seconds");
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double Part(Match match, string name) =>
        match.Groups[name].Success ? double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\A(?:(?<days>\d{1,4}(?:\.\d{1,6})?)d)?(?:(?<hours>\d{1,6}(?:\.\d{1,6})?)h)?(?:(?<minutes>\d{1,6}(?:\.\d{1,6})?)m)?(?:(?<seconds>\d{1,6}(?:\.\d{1,6})?)s)?\z")]
    private static partial Regex Pattern();
}
