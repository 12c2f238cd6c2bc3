using System.Text;

namespace AutoPeft.Trials.Asking;

/// <summary>Text from elsewhere as it may be shown and stored.</summary>
public static class PlainText
{
    private const int LongestShown = 120;

    /// <summary>
    /// The text without control characters: line ends stay, everything else that could steer a terminal goes. Half of a character, which no
    /// store takes, becomes U+FFFD.
    /// </summary>
    public static string Of(string text) => string.Concat(Runes(text));

    /// <summary>The beginning of a text as it may be shown in a sentence: at most 120 characters, then an ellipsis.</summary>
    public static string Shortened(string text)
    {
        var runes = Runes(text).Take(LongestShown + 1).ToArray();

        return runes.Length <= LongestShown ? string.Concat(runes) : $"{string.Concat(runes.Take(LongestShown))}…";
    }

    /// <summary>The last lines that are not blank, joined by line ends.</summary>
    public static string LastLines(string text, int count) => string.Join(
        '\n', Of(text).Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).TakeLast(count));

    private static IEnumerable<Rune> Runes(string text) => text.EnumerateRunes().Where(rune => !Rune.IsControl(rune) || rune.Value == '\n');
}
